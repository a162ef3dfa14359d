"use strict";
// The acts of a reviewer on the active finding. Deciding one goes on to the next.
(() => {
  const A = Align;
  A.acts = {};

  A.following = (finding) => {
    const all = A.visibleFindings();
    const at = all.indexOf(finding);
    return at >= 0 && at + 1 < all.length ? all[at + 1] : null;
  };
  const here = () => A.active && [A.active, A.lineOf(A.active)];

  A.settle = (fields, onward = true) => {
    if (!A.active) { A.go(1); return; }
    const next = onward ? A.following(A.active) : null;
    A.decide([[...here(), fields]]);
    if (next) A.activate(next);
    else A.active.focus({ preventScroll: true });
  };

  Object.assign(A.acts, {
    confirm: () => A.settle({ verdict: "confirmed" }),
    dismiss: () => A.settle({ verdict: "false_positive" }),
    wont_fix: () => A.settle({ verdict: "wont_fix" }),
    skip: () => A.settle({ verdict: "unsure" }),
    severity: (value) => {
      const name = ["critical", "major", "minor", "info"].includes(value) ? value : null;
      if (name && A.active && name !== A.active.dataset.severity) A.settle({ severity: name }, false);
    },
    mute: (button) => { // the table of checks names one, elsewhere it is that of the active finding
      const check = button instanceof Element && button.dataset.check;
      const finding = check && A.everyFinding().find((one) => one.dataset.check === check);
      if (finding) A.activate(finding);
      A.settle({ verdict: "false_positive", scope: "check" });
    },
    edit: () => { if (A.active) A.edit(A.lineOf(A.active), A.active); },
    edit_line: (button) => A.edit(button.closest(".line"), null),
    // One of the votes that contradict each other is to hold, whoever cast it.
    settle: (button) => {
      const { votes } = A.standing(A.active);
      const { verdict, reason, corrected } = votes.find((vote) => vote.id === button.dataset.vote);
      A.settle({ verdict, ...(reason ? { reason } : {}), ...(corrected === undefined ? {} : { corrected }), settles: votes.map((vote) => vote.id) }, false);
    },
    pairing: (button) => {
      const line = button instanceof Element ? button.closest(".line") : (document.activeElement && document.activeElement.closest(".line")) || A.lineOf(A.active);
      if (line && line.classList.contains("pairing-open")) A.closePairing();
      else A.openPairing(line);
    },
    apply: () => {
      if (!A.active) return;
      const line = A.lineOf(A.active);
      if (line && A.active.dataset.home) { A.moveHome(line, A.active); return; }
      const text = line && A.withSuggestion(line, A.active);
      if (text) A.correct(line, A.active, text, true);
      else if (line) A.edit(line, A.active);
    },
    take_over: () => {
      const offers = A.active && (A.config.review.earlier || {})[A.active.dataset.key];
      if (!offers) return;
      const { verdict, reason, comment } = offers[0];
      A.settle({ verdict: verdict === "fixed" ? "confirmed" : verdict, ...(reason ? { reason } : {}), ...(comment ? { comment } : {}) });
    },
    undo: () => {
      const first = A.undo();
      A.say(A.t(first ? "undone" : "nothing_to_undo"));
      const finding = first && first.finding && A.one(`.finding[data-key="${CSS.escape(first.finding)}"]`);
      if (finding) A.activate(finding);
    },
    name: (button) => { // one choice in the table of names, for all lines; each other form becomes a wrong one
      const chosen = chosenBy(button);
      if (chosen.length) { A.undoThese(chosen); A.say(A.t("undone")); return; }
      const { source, target, forbidden } = button.dataset;
      const wrong = forbidden ? forbidden.split("|") : [""];
      A.decide(wrong.map((form) => [null, null, { term: { source, target, ...(form ? { forbidden: form } : {}) } }]));
      A.say(A.t("name_chosen"));
    },
    diff: () => A.toggle("diff"),
    doubtful: () => A.goDoubtful(),
    download: () => A.downloadDecisions(),
    load: () => document.getElementById("load").click(),
    csv: () => A.exportCsv(),
  });

  // Records that chose what a button of the table of names chooses.
  const chosenBy = ({ dataset: { source, target } }) => A.terms().filter(({ term }) => term.source === source && term.target === target).map((record) => record.id);

  // Findings as shown, for a spreadsheet; a leading sign must not become a formula.
  A.exportCsv = () => {
    const cell = (value) => {
      const text = String(value ?? "");
      return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""') + '"';
    };
    const rows = A.visibleFindings().map((finding) => {
      const line = A.lineOf(finding);
      const part = (selector) => { const found = A.one(selector, finding); return found ? found.textContent : ""; };
      return [
        line ? line.id.slice(1) : "", line ? line.dataset.speaker : "", finding.dataset.severity, finding.dataset.check, A.statusOf(finding),
        part(".message"), part(".ev-source"), part(".ev-target"), part(".suggestion-text"),
        line ? A.sideText(line, "source") : "", line ? A.sideText(line, "target") : "", line ? A.correctionOf(line) : "", finding.dataset.key,
      ];
    });
    const head = ["line", "speaker", "severity", "check", "status", "finding", "evidence_source", "evidence_target", "suggestion", "source", "target", "corrected", "key"];
    A.download("findings.csv", "\ufeff" + [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n", "text/csv");
  };

  let correctedBefore = new Set();
  // Everything that follows from the records, shown anew.
  A.refresh = () => {
    for (const finding of A.everyFinding()) {
      const status = A.statusOf(finding), standing = A.standing(finding);
      if (status === "undecided" && !finding.dataset.print && !standing.severity && !standing.comments.length) continue;
      const print = status + standing.votes.length + standing.comments.length + standing.severity + standing.votes.map((v) => v.id).join();
      if (finding.dataset.print === print) continue;
      finding.dataset.print = print;
      A.showStanding(finding);
    }
    const corrected = new Set([...A.corrected()].flatMap((pair) => A.linesOf(pair)));
    for (const line of new Set([...corrected, ...correctedBefore])) A.showCorrection(line);
    correctedBefore = corrected;
    for (const button of A.all("button[data-act=name]")) {
      const chosen = chosenBy(button).length > 0;
      button.setAttribute("aria-pressed", String(chosen));
      const word = A.one("[data-i18n]", button);
      word.dataset.i18n = chosen ? "names_chosen" : "names_choose";
      word.textContent = A.t(word.dataset.i18n);
    }
    A.showPairing();
    if (A.filter.status || A.filter.pairing) A.applyFilter();
    A.changed();
  };

  // The counts and the verdict on top follow the decisions.
  const showVerdict = (all) => {
    const names = ["critical", "major", "minor", "info"];
    const open = Object.fromEntries(names.map((name) => [name, 0]));
    for (const finding of all) if (!A.isDismissed(A.statusOf(finding))) open[finding.dataset.severity] += 1;
    for (const name of names) {
      const tile = A.one(".tile.sev-" + name);
      A.one(".tile-count", tile).textContent = open[name];
      tile.classList.toggle("none", !open[name]);
    }
    const limit = names.indexOf(A.config.failOn);
    const blocking = names.reduce((sum, name, at) => sum + (at <= limit && name !== "info" ? open[name] : 0), 0);
    const verdict = blocking ? "fail" : open.critical + open.major + open.minor ? "look" : "pass";
    for (const box of A.all(".verdict > p")) if (box.dataset.verdict) box.hidden = box.dataset.verdict !== verdict;
    A.one(".verdict").className = "card verdict verdict-" + verdict;
    A.one("#blocking").textContent = blocking;
    A.one("#open-count").textContent = names.reduce((sum, name) => sum + open[name], 0);
  };

  const takeBack = (word, records) => {
    const button = A.make("button", { type: "button" }, A.word(word));
    button.addEventListener("click", () => A.undoThese(records.map((record) => record.id)));
    return button;
  };
  // Terms by what they say: several records of one choice (a wrong form each) are one.
  const chosenTerms = () => {
    const found = new Map();
    for (const record of A.terms()) {
      const key = record.term.source + "\n" + (record.term.target || "");
      found.set(key, [...(found.get(key) || []), record]);
    }
    return [...found.values()];
  };
  const showChoices = () => {
    const terms = chosenTerms().map((records) => {
      const wrong = records.map((record) => record.term.forbidden).filter(Boolean);
      return A.make("li", {}, A.word("glossary"), ": ", A.make("bdi", {}, records[0].term.source), " → ", A.make("bdi", { lang: A.config.targetLang }, records[0].term.target || "–"),
        wrong.length ? A.make("span", { lang: A.config.targetLang }, ` (✕ ${wrong.join(" ")})`) : null, ` – ${records[0].reviewer} `, takeBack("take_back", records));
    });
    const pairings = A.alignments().map((record) => A.make("li", {}, A.word("pairing"), ": ", A.sharesOf(record.alignment), ` – ${record.reviewer} `, takeBack("take_back", [record])));
    const box = document.getElementById("choices");
    box.hidden = !(terms.length + pairings.length);
    A.one("ul", box).replaceChildren(...terms, ...pairings);
  };

  A.showProgress = () => {
    const all = A.everyFinding();
    const open = all.filter((finding) => A.statusOf(finding) === "undecided");
    const done = all.length - open.length;
    showVerdict(all);
    const bar = document.getElementById("progress");
    if (!bar) return;
    bar.max = all.length || 1;
    bar.value = all.length ? done : 1;
    const openLines = new Set(open.map(A.lineOf));
    const seconds = A.lines.filter((line) => openLines.has(line.element)).reduce((sum, line) => sum + line.seconds, 0);
    const waiting = A.saver && A.saver.pending();
    document.getElementById("progress-text").textContent = [
      `${done} ${A.t("of")} ${all.length} ${A.t("decided")}`, `${open.length} ${A.t("left")}`,
      ...(open.length ? [A.t("about_minutes", { n: Math.max(1, Math.round(seconds / 60)) })] : []),
      ...[[chosenTerms(), "terms_chosen"], [A.alignments(), "pairings_made"]].flatMap(([found, word]) => (found.length ? [A.t(word, { n: found.length })] : [])),
      ...(waiting ? [A.t(A.served ? "unsent" : "unsaved", { n: waiting })] : []),
    ].join(" · ");
    const muted = document.getElementById("muted");
    muted.replaceChildren(...A.mutes().map((record) => {
      return A.make("li", {}, A.word("muted"), ": ", A.make("code", {}, record.check), ` – ${record.reviewer} `, takeBack("unmute", [record]));
    }));
    showChoices();
  };
})();
