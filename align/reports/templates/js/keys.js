"use strict";
// The keyboard. Nothing happens while a text is typed or composed; single keys can be switched off.
(() => {
  const A = Align;
  // What the list of keys shows: keys, words.
  A.KEYS = [
    [["J", "K"], "help_move"], [["↓", "↑"], "help_move"], [["N"], "next_undecided"], [["[", "]"], "help_line"],
    [["A"], "help_dismiss"], [["R"], "dismiss_reason"], [["X"], "confirm"], [["W"], "wont_fix"], [["S"], "skip"],
    [["F"], "apply"], [["E"], "edit"], [["Ctrl+Enter"], "help_save"], [["C"], "comment"], [["1", "2", "3", "4"], "help_severity"],
    [["T"], "glossary"], [["M"], "mute"], [["L"], "help_pairing"], [["Shift+↑", "Shift+↓"], "help_pieces"], [["B"], "help_doubtful"], [["P"], "take_over"], [["U", "Ctrl+Z"], "undo"],
    [["Enter"], "help_open"], [["D"], "help_diff"], [["G"], "help_context"], [["Q"], "order_quarter"],
    [["/"], "help_search"], [["?"], "help_help"], [["Esc"], "help_cancel"],
  ];
  const run = {
    j: () => A.go(1), ArrowDown: () => A.go(1), k: () => A.go(-1), ArrowUp: () => A.go(-1),
    n: () => A.goUndecided(), "[": () => A.goInLine(-1), "]": () => A.goInLine(1),
    a: () => A.act("dismiss"), r: () => A.act("dismiss_reason"), x: () => A.act("confirm"), w: () => A.act("wont_fix"), s: () => A.act("skip"),
    f: () => A.act("apply"), e: () => A.act("edit"), c: () => A.act("comment"), t: () => A.act("glossary"), m: () => A.act("mute"),
    p: () => A.act("take_over"), u: () => A.act("undo"), d: () => A.act("diff"), l: () => A.act("pairing"), b: () => A.act("doubtful"), g: () => A.act("context"),
    q: () => A.setFilter({ order: A.filter.order === "quarter" ? "" : "quarter" }),
    1: () => A.act("severity", "critical"), 2: () => A.act("severity", "major"), 3: () => A.act("severity", "minor"), 4: () => A.act("severity", "info"),
    Enter: () => A.setView(A.filter.view === "focus" ? "" : "focus"),
    "/": () => document.getElementById("q").focus(), "?": () => A.act("help"),
  };
  A.singleKeys = () => A.kept("keys") !== "off";

  const typing = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") !== null;
  let composed = 0; // some browsers end a composition just before the key that ended it
  document.addEventListener("compositionend", (event) => { composed = event.timeStamp; });
  const composing = (event) => event.isComposing || event.keyCode === 229 || (composed > 0 && event.timeStamp - composed < 30);

  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") { escape(target); return; }
    if (typing(target) || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") { event.preventDefault(); A.act("undo"); return; }
    if (event.ctrlKey || event.metaKey || !A.singleKeys()) return;
    if ((event.key === "Enter" || event.key === " ") && target.closest("button, a, summary, label")) return;
    const act = run[event.key] || run[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    const within = target.closest(".finding"); // the keys speak about the finding that has the focus
    if (within && within !== A.active) A.activate(within, { scroll: false, focus: false });
    act();
  });

  const escape = (target) => {
    if (target.closest("dialog")) return; // the dialog closes itself
    if (target.id === "q") target.blur();
    else if (A.editing()) A.closeEditor();
    else if (A.pairingOpen()) A.closePairing();
    else if (A.filter.view === "focus" && !typing(target)) A.setView("");
  };
})();
