"use strict";
// The keyboard. Nothing happens while a text is typed or composed; single keys can be switched off.
(() => {
  const A = Align;
  A.keys = {
    j: () => A.go(1), ArrowDown: () => A.go(1),
    k: () => A.go(-1), ArrowUp: () => A.go(-1),
    n: () => A.goUndecided(),
    "[": () => A.goInLine(-1), "]": () => A.goInLine(1),
    Enter: () => A.setView(A.filter.view === "focus" ? "" : "focus"),
    g: () => A.act("context"),
    "/": () => document.getElementById("q").focus(),
    "?": () => A.act("help"),
  };
  A.singleKeys = () => A.kept("keys") !== "off";

  const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog, summary") !== null;
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") { A.escape(target); return; }
    if (typing(target) || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); A.act("undo"); return; }
    if (event.ctrlKey || event.metaKey || !A.singleKeys()) return;
    if (event.key === "Enter" && target.closest("button, a")) return;
    const run = A.keys[event.key] || A.keys[event.key.toLowerCase()];
    if (!run) return;
    event.preventDefault();
    run();
  });

  A.escape = (target) => {
    if (target.id === "q") { target.blur(); return; }
    if (A.filter.view === "focus" && !typing(target)) A.setView("");
  };
})();
