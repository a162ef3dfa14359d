"use strict";
// The small windows: keys, reason, comment, glossary. Each gives back what was chosen or nothing.
(() => {
  const A = Align;
  const open = (id) => { const dialog = document.getElementById(id); dialog.showModal(); return dialog; };
  const REASONS = ["reason_correct", "reason_rule", "reason_source", "reason_style", "reason_client"];

  for (const dialog of A.all("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
    dialog.addEventListener("close", () => { if (A.active) A.active.focus({ preventScroll: true }); });
  }

  const field = (dialog, name) => A.one(`[name=${name}]`, dialog);
  const onSave = (id, run) => {
    const dialog = document.getElementById(id);
    const save = () => { if (run(dialog) !== false) dialog.close(); };
    A.one("[data-save]", dialog).addEventListener("click", save);
    dialog.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      const area = event.target.matches("textarea");
      if (event.key === "Enter" && (area ? event.ctrlKey || event.metaKey : event.target.matches("input[type=text]"))) { event.preventDefault(); save(); }
    });
  };

  onSave("comment-dialog", (dialog) => {
    const text = field(dialog, "comment").value.trim();
    if (text) A.settle({ comment: text }, false);
  });
  onSave("glossary-dialog", (dialog) => {
    const [source, target, forbidden] = ["source", "target", "forbidden"].map((name) => field(dialog, name).value.trim());
    if (!source) { field(dialog, "source").focus(); return false; }
    A.settle({ term: { source, ...(target ? { target } : {}), ...(forbidden ? { forbidden } : {}) } }, false);
    return true;
  });

  const dismissBecause = (reason) => {
    const dialog = document.getElementById("reason-dialog");
    const scope = field(dialog, "scope").value;
    dialog.close();
    A.settle({ verdict: "false_positive", reason, scope });
  };
  const reasons = document.getElementById("reasons");
  REASONS.forEach((name, at) => {
    const button = A.make("button", { type: "button" }, A.make("kbd", {}, String(at + 1)), " ", A.word(name));
    button.addEventListener("click", () => dismissBecause(name));
    reasons.append(A.make("li", {}, button));
  });
  document.getElementById("reason-dialog").addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select")) return;
    const name = REASONS[Number(event.key) - 1];
    if (name) { event.preventDefault(); dismissBecause(name); }
  });

  const fillHelp = () => {
    const rows = A.KEYS.map(([keys, words]) => A.make("tr", {},
      A.make("td", {}, ...keys.flatMap((key, at) => [at ? " " : "", A.make("kbd", {}, key)])), A.make("td", {}, A.t(words))));
    A.one("#help-dialog tbody").replaceChildren(...rows);
    A.one("#help-dialog input").checked = A.singleKeys();
  };
  A.one("#help-dialog input").addEventListener("change", (event) => A.keep("keys", event.target.checked ? "on" : "off"));

  Object.assign(A.acts, {
    help: () => { fillHelp(); open("help-dialog"); },
    comment: () => {
      if (!A.active) return;
      const area = field(open("comment-dialog"), "comment");
      area.value = "";
      area.focus();
    },
    dismiss_reason: () => {
      if (!A.active) return;
      const dialog = document.getElementById("reason-dialog");
      const scope = field(dialog, "scope");
      scope.value = "finding";
      A.one("option[value=pair]", scope).hidden = !A.lineOf(A.active);
      open("reason-dialog");
      A.one("#reasons button").focus();
    },
    glossary: () => {
      if (!A.active) return;
      const part = (selector) => { const found = A.one(selector, A.active); return found ? found.textContent : ""; };
      const dialog = open("glossary-dialog");
      field(dialog, "source").value = part(".ev-source");
      field(dialog, "target").value = part(".suggestion-text");
      field(dialog, "forbidden").value = part(".ev-target");
      field(dialog, "source").select();
    },
  });
})();
