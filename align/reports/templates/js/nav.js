"use strict";
// Going from finding to finding, the two views (list and focus), and lighting up the evidence.
(() => {
  const A = Align;
  const list = document.getElementById("lines");
  A.active = null;

  const visibleFindings = () => [
    ...A.documentFindings.filter((finding) => !finding.hidden),
    ...A.shown.flatMap((line) => line.findings.filter((finding) => !finding.classList.contains("off"))),
  ];
  A.visibleFindings = visibleFindings;
  A.lineOf = (finding) => finding && finding.closest(".line");

  const light = (finding, on) => {
    const line = A.lineOf(finding);
    if (!line) return;
    const label = A.one(".label", finding).textContent;
    for (const mark of A.all("mark", line)) {
      if (mark.dataset.f.split(" ").includes(label)) mark.classList.toggle("lit", on);
    }
  };

  A.activate = (finding, { scroll = true, focus = true } = {}) => {
    if (A.active && A.active !== finding) {
      A.active.classList.remove("active");
      light(A.active, false);
    }
    A.active = finding;
    if (finding) {
      finding.classList.add("active");
      light(finding, true);
      if (A.filter.view === "focus") A.showFocus();
      if (focus) finding.focus({ preventScroll: true });
      if (scroll) {
        const line = A.lineOf(finding) || finding;
        const tall = line.getBoundingClientRect().height > innerHeight * 0.7;
        (tall ? finding : line).scrollIntoView({ block: "center" });
      }
    }
    A.changed();
  };

  // `step` is 1 or -1; `wanted` says which findings count. With nothing active it starts where the reader is.
  A.go = (step, wanted = () => true) => {
    const all = visibleFindings();
    if (!all.length) return false;
    let at = A.active ? all.indexOf(A.active) : -1;
    if (at < 0 && A.active) {
      const after = all.findIndex((f) => A.active.compareDocumentPosition(f) & Node.DOCUMENT_POSITION_FOLLOWING);
      at = after < 0 ? all.length : after - (step > 0 ? 1 : 0);
    } else if (at < 0 && step < 0) at = all.length;
    for (let i = at + step; i >= 0 && i < all.length; i += step) {
      if (wanted(all[i])) { A.activate(all[i]); return true; }
    }
    return false;
  };
  A.goUndecided = () => {
    const open = (finding) => A.statusOf(finding) === "undecided";
    if (A.go(1, open)) return;
    const first = visibleFindings().find(open);
    if (first) A.activate(first);
    else A.say(A.t("all_done"));
  };
  A.goInLine = (step) => {
    const line = A.lineOf(A.active);
    if (!line) return;
    const within = A.all(".finding:not(.off)", line);
    const to = within[within.indexOf(A.active) + step];
    if (to) A.activate(to);
  };

  // Focus view: the active line with its neighbours; everything else is out of the way.
  A.showFocus = () => {
    const on = A.filter.view === "focus";
    list.classList.toggle("focus", on);
    for (const element of A.all(".line.here, .line.near", list)) element.classList.remove("here", "near");
    if (!on) return;
    if (!A.active) A.active = visibleFindings().find((finding) => A.lineOf(finding)) || null;
    const here = A.lineOf(A.active);
    if (!here) return;
    here.classList.add("here");
    if (list.classList.contains("no-context")) return;
    const at = A.lines.findIndex((line) => line.element === here);
    for (const line of A.lines.slice(Math.max(0, at - 2), at + 3)) {
      if (line.element !== here) line.element.classList.add("near");
    }
  };
  A.setView = (view) => {
    A.filter.view = view;
    A.showFocus();
    A.writeAddress();
    if (A.active) A.activate(A.active);
    else A.changed();
  };

  A.goTo = (anchor) => {
    const target = anchor && document.getElementById(anchor);
    if (!target) return;
    const line = target.closest(".line");
    if (line && line.hidden) A.setFilter({ ...A.NO_FILTER, clean: !A.all(".finding", line).length || A.filter.clean });
    const finding = target.matches(".finding") ? target : A.one(".finding", target);
    if (finding) A.activate(finding);
    else target.scrollIntoView({ block: "center" });
  };

  addEventListener("hashchange", () => {
    const place = A.readAddress();
    A.showFocus();
    A.changed();
    if (place) A.goTo(place);
    else document.getElementById("toolbar").scrollIntoView();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && /^#[pd]\d+(-\d+)?$/.test(link.hash)) {
      event.preventDefault();
      A.goTo(link.hash.slice(1));
      return;
    }
    const finding = event.target.closest(".finding");
    if (finding && finding !== A.active && !event.target.closest("button, a, input, select, textarea, summary")) A.activate(finding, { scroll: false });
  });
  for (const type of ["mouseover", "mouseout"]) {
    document.addEventListener(type, (event) => {
      const finding = event.target.closest && event.target.closest(".finding");
      if (finding && finding !== A.active) light(finding, type === "mouseover");
    });
  }
})();
