"use strict";
// Puts it all together when everything is there.
(() => {
  const A = Align;
  A.statusOf = A.statusOf || ((finding) => (finding.dataset.suppressed ? "false_positive" : "undecided"));
  A.acts = A.acts || {};

  const root = document.documentElement;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const setTheme = (theme) => {
    if (theme) root.dataset.theme = theme;
    for (const button of A.all("[data-act=theme]")) button.setAttribute("aria-pressed", String(dark()));
  };
  Object.assign(A.acts, {
    theme: () => { setTheme(dark() ? "light" : "dark"); A.keep("theme", root.dataset.theme); },
    language: () => A.translate(A.language() === "en" ? "zh-Hant-TW" : "en"),
    previous: () => A.go(-1),
    next: () => A.go(1),
    reset: () => A.resetFilter(),
    list: () => A.setView(""),
    focus: () => A.setView("focus"),
    context: () => { document.getElementById("lines").classList.toggle("no-context"); A.showFocus(); },
    filters: () => {
      const open = document.getElementById("filters").classList.toggle("open");
      A.one("[data-act=filters]").setAttribute("aria-expanded", String(open));
    },
  });
  A.act = (name, ...rest) => { if (A.acts[name]) A.acts[name](...rest); };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (button) A.act(button.dataset.act, button);
  });

  A.onChange(() => {
    const all = A.visibleFindings();
    const at = A.active ? all.indexOf(A.active) + 1 : 0;
    document.getElementById("counter").textContent = at ? `${at} ${A.t("of")} ${all.length}` : `${all.length} ${A.t("findings")}`;
    for (const name of ["list", "focus"]) A.one(`[data-act=${name}]`).setAttribute("aria-pressed", String((A.filter.view || "list") === name));
  });

  setTheme(A.kept("theme") || "");
  const place = A.readAddress();
  const language = A.kept("language");
  if (language && language !== A.language()) A.translate(language);
  A.showFocus();
  A.changed();
  if (place) A.goTo(place);
})();
