"use strict";
// Puts it all together when everything is there.
(() => {
  const A = Align;

  const root = document.documentElement;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const setTheme = (theme) => {
    if (theme) root.dataset.theme = theme;
    for (const button of A.all("[data-act=theme]")) button.setAttribute("aria-pressed", String(dark()));
  };
  // What the list shows besides: its button says whether it does.
  A.toggle = (name) => {
    const off = document.getElementById("lines").classList.toggle("no-" + name);
    A.one(`[data-act=${name}]`).setAttribute("aria-pressed", String(!off));
  };
  Object.assign(A.acts, {
    theme: () => { setTheme(dark() ? "light" : "dark"); A.keep("theme", root.dataset.theme); },
    language: () => A.translate(A.language() === "en" ? "zh-Hant-TW" : "en"),
    previous: () => A.go(-1),
    next: () => A.go(1),
    next_undecided: () => A.goUndecided(),
    reset: () => A.resetFilter(),
    list: () => A.setView(""),
    focus: () => A.setView("focus"),
    context: () => { A.toggle("context"); A.showFocus(); },
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
    const bare = A.shown.filter((line) => !line.findings.some((finding) => !finding.classList.contains("off"))).length;
    document.getElementById("counter").textContent = (at ? `${at} ${A.t("of")} ${all.length}` : `${all.length} ${A.t(all.length === 1 ? "finding_one" : "findings")}`)
      + (bare ? ` · ${A.t("bare_lines", { n: bare })}` : "");
    A.showProgress();
    for (const name of ["list", "focus"]) A.one(`[data-act=${name}]`).setAttribute("aria-pressed", String((A.filter.view || "list") === name));
  });

  const reviewer = document.getElementById("reviewer");
  reviewer.value = A.reviewer();
  reviewer.addEventListener("change", () => { A.keep("reviewer", reviewer.value.trim()); reviewer.value = A.reviewer(); });
  document.getElementById("load").addEventListener("change", (event) => {
    if (event.target.files.length) A.loadDecisions(event.target.files[0]);
    event.target.value = "";
  });

  setTheme(A.kept("theme") || "");
  const language = A.kept("language");
  const place = A.readAddress();
  if (language && language !== A.language()) A.translate(language);
  A.watchPanels();
  A.saver.start();
  A.showFocus();
  A.changed();
  if (place) A.goTo(place);
  A.afterReload();
})();
