"use strict";
// Alignments corrected by hand: which records hold, the texts as they share them, and the box that moves sentences.
// The same rules as on the server (align.review.pairing, align.aligner.repair).
(() => {
  const A = Align;
  const REACH = 40; // structure and emptied lines between two that share a text
  const said = (A.config.review || {}).pairing || {};
  const inReport = new Set(said.applied || []);
  const squeeze = (text) => text.normalize("NFKC").replace(/\s+/g, "");

  const originals = new Map();
  const original = (line) => {
    if (!originals.has(line)) {
      const points = A.points(A.sideText(line, "target"));
      const cuts = (line.dataset.cuts || "").split(",").filter(Boolean).map(Number);
      const pieces = [0, ...cuts].map((cut, n) => points.slice(cut, cuts[n] ?? points.length).join("")).filter(Boolean);
      const source = A.sideText(line, "source");
      originals.set(line, { source, pieces, key: squeeze(source) });
    }
    return originals.get(line);
  };
  let changed = new Map(); // line → { source, pieces, key } where records of this page change it
  const textsOf = (line) => changed.get(line) || original(line);
  const glued = (pieces) => pieces.reduce((text, piece) => text + (/[\x21-\x7e]$/.test(text) && /^[\x21-\x7e]/.test(piece) ? " " : "") + piece, "");
  const sides = ({ source, pieces }) => ({ source, target: glued(pieces) });
  const blank = (line) => { const { source, pieces } = textsOf(line); return !source.trim() && !pieces.length; };
  const isSpeech = (line) => line.classList.contains("speech");
  const number = (line) => line.id.slice(1);

  // The next line in a direction with which a text can be shared.
  const neighbour = (line, step) => {
    let at = A.lines.findIndex((one) => one.element === line);
    for (let n = 0; n < REACH; n += 1) {
      at += step;
      const other = A.lines[at] && A.lines[at].element;
      if (!other) return null;
      if (isSpeech(other) && !blank(other)) return other;
    }
    return null;
  };

  const place = ({ before: [a, b] }) => squeeze(a.source + b.source) + "\n" + squeeze(a.target + b.target);
  const outcome = ({ after }) => after.map((side) => squeeze(side.source) + "\n" + squeeze(side.target)).join("\n\n");

  // Places where last words differ, and the records that hold.
  const judged = () => {
    const places = new Map();
    for (const record of A.alignments()) {
      const key = place(record.alignment);
      places.set(key, [...(places.get(key) || []), record]);
    }
    const disputes = [];
    for (const [key, records] of places) {
      const votes = A.lastWords(A.sinceSettled(records));
      if (new Set(votes.map((vote) => outcome(vote.alignment))).size > 1) { disputes.push(votes); places.delete(key); }
    }
    return { disputes, holding: A.alignments().filter((record) => places.has(place(record.alignment))) };
  };

  const placesOf = (alignment) => {
    const upper = squeeze(alignment.before[0].source), lower = squeeze(alignment.before[1].source);
    const shared = place(alignment).split("\n")[1];
    const found = [];
    A.lines.forEach(({ element }, at) => {
      if (textsOf(element).key !== upper) return;
      for (const { element: other } of A.lines.slice(at + 1, at + 1 + REACH)) {
        const texts = textsOf(other);
        if (texts.key === lower && squeeze(glued(textsOf(element).pieces) + glued(texts.pieces)) === shared) { found.push([element, other]); return; }
        if (isSpeech(other) && !blank(other)) return;
      }
    });
    return found;
  };

  // The sentences of both dealt out again so that the upper line gets the text wanted.
  const deal = (pieces, wanted) => {
    const size = squeeze(wanted).length;
    let have = 0, cut = 0;
    while (cut < pieces.length && have < size) have += squeeze(pieces[cut++]).length;
    return have === size ? [pieces.slice(0, cut), pieces.slice(cut)] : null;
  };
  const lay = ({ id, alignment }) => {
    for (const [upper, lower] of placesOf(alignment)) {
      const [one, two] = alignment.after;
      const dealt = deal([...textsOf(upper).pieces, ...textsOf(lower).pieces], one.target) || [[one.target], [two.target]];
      [upper, lower].forEach((line, n) => {
        const source = alignment.after[n].source;
        changed.set(line, { source, pieces: dealt[n].filter(Boolean), key: squeeze(source), id });
      });
    }
  };

  const show = (line) => {
    const texts = changed.get(line);
    let box = A.one(".texts.repaired", line);
    line.classList.toggle("repaired-line", Boolean(texts));
    if (!texts) { for (const old of [box, A.one(".repaired-note", line)]) if (old) old.remove(); return; }
    if (!box) {
      box = A.make("div", { class: "texts repaired" }, A.make("div", { class: "text source", lang: A.config.sourceLang }), A.make("div", { class: "text target", lang: A.config.targetLang }));
      A.one(".texts", line).after(box);
      box.after(A.make("p", { class: "repaired-note small" }, A.word(A.served ? "pairing_stale" : "repaired_file")));
    }
    const now = sides(texts);
    for (const side of ["source", "target"]) {
      A.one(".text." + side, box).replaceChildren(now[side] || A.make("span", { class: "missing" }, A.word("empty")));
    }
  };

  let print = "";
  // Follows the records: called whenever they change.
  A.showPairing = () => {
    const all = A.alignments();
    const now = all.map((record) => record.id).join() + A.language();
    if (now === print) return;
    print = now;
    const before = changed;
    const { disputes, holding } = judged();
    changed = new Map();
    for (const record of holding) if (!inReport.has(record.id)) lay(record);
    for (const line of new Set([...before.keys(), ...changed.keys()])) show(line);
    notes(disputes, holding);
    if (open) draw();
  };
  A.onChange(() => A.showPairing()); // in the language of now
  A.isByHand = (line) => Boolean(line.dataset.hand) || changed.has(line);
  A.isOutdated = (line) => changed.has(line);

  const ending = (text) => { const points = A.points(text.trim()); return (points.length > 14 ? "…" : "") + points.slice(-14).join(""); };
  const start = (text) => { const points = A.points(text.trim()); return points.slice(0, 14).join("") + (points.length > 14 ? "…" : ""); };
  A.sharesOf = ({ after: [one, two] }) => A.make("span", { lang: A.config.targetLang }, ending(one.target) || "∅", A.make("b", {}, " ┃ "), start(two.target) || "∅");

  const notes = (disputes, holding) => {
    const box = document.getElementById("pairing-notes");
    const items = disputes.map((votes) => {
      const lines = placesOf(votes[0].alignment)[0] || [];
      return A.make("li", {}, A.make("strong", { class: "conflict" }, "≠ ", A.word("pairing_disputed")), " ",
        ...lines.flatMap((line) => [A.make("a", { href: "#" + line.id }, number(line)), " "]),
        A.make("ul", {}, ...votes.map((vote) => {
          const use = A.make("button", { type: "button" }, A.word("settle"));
          use.addEventListener("click", () => A.decide([[null, null, { alignment: vote.alignment, settles: votes.map((v) => v.id) }]]));
          return A.make("li", {}, `${vote.reviewer}: `, A.sharesOf(vote.alignment), " ", use);
        })));
    });
    const live = new Set(A.alignments().map((record) => record.id));
    const waiting = (said.waiting || []).filter((id) => live.has(id)).length;
    if (waiting) items.push(A.make("li", {}, A.t("pairing_waiting", { n: waiting })));
    const stale = [...inReport].some((id) => !live.has(id)) || holding.some((record) => !inReport.has(record.id) && !(said.waiting || []).includes(record.id));
    if (stale && !A.served) items.push(A.make("li", {}, A.word("pairing_next_run")));
    if (stale && A.served && !busy) {
      const again = A.make("button", { type: "button" }, A.word("reload"));
      again.addEventListener("click", () => location.reload());
      items.push(A.make("li", {}, A.word("pairing_stale"), " ", again));
    }
    box.replaceChildren(...items);
  };

  // Own acts on the pairing are checked at once: the server pairs and checks again, and the page starts anew with that.
  let busy = 0;
  A.madeHere = async (made) => {
    const touches = (record) => record.alignment || (record.undoes && A.isAlignment(record.undoes));
    if (!A.served || !made.some(touches)) return;
    busy += 1;
    for (const note of A.all(".repaired-note")) note.replaceChildren(A.word("repaired_busy"));
    const mine = busy;
    try {
      await A.saver.settled();
      const { gone, new: fresh } = await A.call("/pairing", {});
      if (mine !== busy || A.editing()) return;
      try { sessionStorage.setItem("align.after", JSON.stringify({ say: ["pairing_checked", { gone, new: fresh }], open: open ? open.id : "" })); } catch { /* only words are lost */ }
      location.reload();
    } catch (error) {
      busy = 0;
      A.say(A.t("recheck_failed") + " " + error.message, "bad");
    }
  };
  A.afterReload = () => {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem("align.after")); sessionStorage.removeItem("align.after"); } catch { /* nothing kept */ }
    if (!kept) return;
    if (document.getElementById(kept.open)) A.openPairing(document.getElementById(kept.open));
    A.say(A.t(...kept.say));
  };

  // Give the upper of two lines these sentences and this source, the lower one the rest.
  const share = (upper, lower, upperPieces, lowerPieces, sources) => {
    const before = [sides(textsOf(upper)), sides(textsOf(lower))];
    const after = [upperPieces, lowerPieces].map((pieces, n) => sides({ source: sources ? sources[n] : before[n].source, pieces }));
    A.decide([[null, null, { alignment: { before, after } }]]);
    A.say(A.t("pairing_done", { one: number(upper), two: number(lower) }));
  };
  const moveUp = (line, count) => { // the first `count` sentences to the line above
    const above = neighbour(line, -1);
    if (!above || !count) return;
    const mine = textsOf(line).pieces;
    share(above, line, [...textsOf(above).pieces, ...mine.slice(0, count)], mine.slice(count));
  };
  const moveDown = (line, from) => { // the sentences from `from` on to the line below
    const below = neighbour(line, 1), mine = textsOf(line).pieces;
    if (!below || from >= mine.length) return;
    share(line, below, mine.slice(0, from), [...mine.slice(from), ...textsOf(below).pieces]);
  };
  const merge = (line, other) => {
    const [upper, lower] = A.lines.findIndex((l) => l.element === line) < A.lines.findIndex((l) => l.element === other) ? [line, other] : [other, line];
    const one = textsOf(upper), two = textsOf(lower);
    share(upper, lower, [...one.pieces, ...two.pieces], [], [one.source + "\n" + two.source, ""]);
    if (open) A.openPairing(upper);
  };
  // The record that put another line's source into this one, if it still holds.
  const merged = (line) => A.alignments().filter(({ alignment: { after } }) => !after[1].source && !after[1].target && after[0].source && squeeze(after[0].source) === textsOf(line).key).pop();
  const split = (line, at) => {
    const { before } = merged(line).alignment;
    let place = A.lines.findIndex((l) => l.element === line) + 1;
    while (A.lines[place] && !(isSpeech(A.lines[place].element) && blank(A.lines[place].element))) place += 1;
    if (!A.lines[place]) return;
    const mine = textsOf(line).pieces;
    share(line, A.lines[place].element, mine.slice(0, at), mine.slice(at), before.map((side) => side.source));
  };

  // Sentences that a finding says belong to a neighbouring line go there when they stand at that border of this
  // line; otherwise the box opens at them.
  A.moveHome = (line, finding) => {
    const { pieces } = textsOf(line);
    const [start, end] = finding.dataset.target.split(",").map(Number);
    const ends = pieces.reduce((all, piece) => [...all, (all[all.length - 1] || 0) + A.points(piece).length], []);
    const first = ends.findIndex((at) => at > start), last = ends.findIndex((at) => at >= end);
    const leads = (step) => { const other = neighbour(line, step); return other && number(other) === finding.dataset.home; };
    if (!A.isOutdated(line) && first === 0 && last >= 0 && leads(-1)) moveUp(line, last + 1);
    else if (!A.isOutdated(line) && first >= 0 && last === pieces.length - 1 && leads(1)) moveDown(line, first);
    else { A.openPairing(line); focused = Math.max(0, first); draw(true); }
  };

  let open = null, focused = 0;
  A.closePairing = () => {
    if (!open) return;
    const line = open, box = A.one(".pairing", line);
    open = null;
    if (box) box.remove();
    line.classList.remove("pairing-open");
    const button = A.one("[data-do=pairing]", line);
    if (button) { button.setAttribute("aria-expanded", "false"); button.focus({ preventScroll: true }); }
  };
  A.pairingOpen = () => open !== null;

  A.openPairing = (line) => {
    if (!line || !isSpeech(line)) return;
    if (line.hidden) A.goTo(line.id);
    A.furnishLine(line);
    A.closePairing();
    open = line;
    focused = 0;
    line.classList.add("pairing-open");
    A.one("[data-do=pairing]", line).setAttribute("aria-expanded", "true");
    draw(true);
    line.scrollIntoView({ block: "nearest" });
  };

  const control = (word, run, values, key) => {
    const button = A.make("button", { type: "button", title: key || null }, A.t(word, values));
    button.addEventListener("click", run);
    return button;
  };
  const draw = (focus) => {
    const line = open, pieces = textsOf(line).pieces;
    const above = neighbour(line, -1), below = neighbour(line, 1), inside = merged(line);
    const kept = focus || line.contains(document.activeElement);
    focused = Math.max(0, Math.min(focused, pieces.length - 1));
    const rows = pieces.map((piece, n) => A.make("li", { tabindex: n === focused ? "0" : "-1", "aria-keyshortcuts": "Shift+ArrowUp Shift+ArrowDown" },
      A.make("span", { lang: A.config.targetLang }, piece),
      A.make("span", { class: "acts" },
        above && control("piece_up", () => moveUp(line, n + 1), { n: number(above) }, "Shift+↑"),
        below && control("piece_down", () => moveDown(line, n), { n: number(below) }, "Shift+↓"),
        inside && n > 0 && control("piece_split", () => split(line, n), {}, ""))));
    const acts = [
      above && textsOf(above).pieces.length && control("fetch_above", () => moveDown(above, textsOf(above).pieces.length - 1), { n: number(above) }),
      below && textsOf(below).pieces.length && control("fetch_below", () => moveUp(below, 1), { n: number(below) }),
      above && control("merge_with", () => merge(line, above), { n: number(above) }),
      below && control("merge_with", () => merge(line, below), { n: number(below) }),
      inside && control("split_off", () => split(line, pieces.length)),
      control("close", () => A.closePairing(), {}, "Esc"),
    ].filter(Boolean);
    const box = A.make("section", { class: "pairing", "aria-label": A.t("pairing_of", { n: number(line) }) },
      A.make("p", { class: "small" }, A.word("pairing_hint")), A.make("ol", {}, ...rows), A.make("p", { class: "acts" }, ...acts));
    const old = A.one(".pairing", line);
    if (old) old.replaceWith(box);
    else (A.one(".texts.repaired", line) || A.one(".texts", line)).after(box);
    box.addEventListener("keydown", (event) => onKey(event, rows));
    if (kept) (rows[focused] || A.one("button", box) || line).focus({ preventScroll: true });
  };
  const onKey = (event, rows) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !rows.length) return;
    event.preventDefault();
    const at = Math.max(0, rows.findIndex((row) => row.contains(event.target)));
    if (event.shiftKey) {
      focused = step < 0 ? 0 : Math.max(0, at - 1);
      if (step < 0) moveUp(open, at + 1); else moveDown(open, at);
      return;
    }
    focused = Math.max(0, Math.min(rows.length - 1, at + step));
    rows.forEach((row, n) => { row.tabIndex = n === focused ? 0 : -1; });
    rows[focused].focus();
  };

  // From one doubtful pairing to the next; they are brought into view when the filter hides them.
  A.goDoubtful = () => {
    if (!A.filter.pairing) A.setFilter({ ...A.NO_FILTER, pairing: "marked" });
    const here = document.activeElement && document.activeElement.closest(".line");
    const shown = A.shown.map((line) => line.element).filter((line) => line.dataset.doubt);
    const next = shown.find((line) => here && here.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING) || shown[0];
    if (!next) { A.say(A.t("no_doubt")); return; }
    A.closePairing();
    A.one("h3 a", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
})();
