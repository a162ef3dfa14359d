"use strict";
// Decisions as append-only records, and what they say about each finding. The same rules as on the server.
(() => {
  const A = Align;
  const SCOPES = ["finding", "pair", "check", "project"];
  const DISMISSED = ["false_positive", "wont_fix"];
  const ERRORS = ["confirmed", "fixed"];
  const SCHEMA = "align.decision/1";
  // A corrected version of a document goes on where it left off.
  const family = (name) => name.replace(/(\.corrected)+$/, "");
  A.family = family(A.config.document);

  A.records = [];
  const known = new Set();
  const mine = []; // batches of ids made in this window, for undo
  let index = { finding: new Map(), pair: new Map(), check: new Map(), line: new Map(), live: [], alignments: [] };

  const push = (map, key, value) => { if (map.has(key)) map.get(key).push(value); else map.set(key, [value]); };

  const live = () => {
    const undone = new Set();
    for (const record of [...A.records].reverse()) {
      if (record.undoes && !undone.has(record.id)) undone.add(record.undoes);
    }
    return A.records.filter((record) => !record.undoes && !undone.has(record.id));
  };

  const rebuild = () => {
    const made = { finding: new Map(), pair: new Map(), check: new Map(), line: new Map(), live: live(), alignments: [] };
    const overruled = new Set(made.live.flatMap((record) => record.settles || []));
    for (const record of made.live) {
      const here = family(record.document) === A.family;
      const scope = record.scope || "finding";
      if (record.alignment && here) made.alignments.push(record);
      if (record.corrected !== undefined && record.pair && here && !overruled.has(record.id)) push(made.line, record.pair, record);
      if (scope === "finding") { if (record.finding && here) push(made.finding, record.finding, record); }
      else if (scope === "pair") { if (record.pair && record.check) push(made.pair, record.pair + " " + record.check, record); }
      else if (record.check && (scope === "project" || here)) push(made.check, record.check, record);
    }
    index = made;
    standings.clear();
  };

  const standings = new Map();
  const facts = new Map(); // of findings, read from the page once
  const factsOf = (finding) => {
    if (!facts.has(finding)) {
      const { key, check } = finding.dataset, line = finding.closest(".line");
      facts.set(finding, { key, check, pair: (line ? line.dataset.pair : "") + " " + check });
    }
    return facts.get(finding);
  };
  const empty = { verdict: "", conflict: false, votes: [], severity: "", comments: [], settled: null, overruled: [] };

  A.lastWords = (records) => {
    const last = new Map();
    for (const record of records) { last.delete(record.reviewer); last.set(record.reviewer, record); }
    return [...last.values()];
  };
  // What still speaks about one matter: the record that settled it last and those after it, else all.
  A.sinceSettled = (records) => records.slice(Math.max(0, records.findLastIndex((record) => record.settles)));
  A.standing = (finding) => {
    if (standings.has(finding)) return standings.get(finding);
    const { key, check, pair } = factsOf(finding);
    const about = [
      ...(index.finding.get(key) || []),
      ...(index.check.get(check) || []),
      ...(index.pair.get(pair) || []),
    ];
    let result = empty;
    if (about.length) {
      const width = (record) => SCOPES.indexOf(record.scope || "finding");
      const spoken = about.filter((record) => record.verdict);
      const narrowest = Math.min(...spoken.map(width));
      const narrow = spoken.filter((record) => width(record) === narrowest);
      const since = A.sinceSettled(narrow);
      const votes = A.lastWords(since);
      const sides = new Set(votes.filter((v) => v.verdict !== "unsure").map((v) => DISMISSED.includes(v.verdict)));
      const texts = new Set(votes.map((v) => v.corrected).filter((text) => text !== undefined));
      const weighed = about.filter((record) => record.severity);
      result = {
        verdict: votes.length ? votes[votes.length - 1].verdict : "",
        conflict: sides.size > 1 || texts.size > 1,
        votes,
        severity: weighed.length ? weighed[weighed.length - 1].severity : "",
        comments: about.filter((record) => record.comment),
        settled: since.length && since[0].settles ? since[0] : null,
        overruled: A.lastWords(narrow.slice(0, narrow.length - since.length)),
      };
    }
    standings.set(finding, result);
    return result;
  };
  A.statusOf = (finding) => {
    const standing = A.standing(finding);
    if (standing.conflict) return "conflict";
    return standing.verdict || (finding.dataset.suppressed && !A.config.records ? "false_positive" : "undecided");
  };
  A.isDismissed = (status) => DISMISSED.includes(status);

  // The latest corrected text of a line, or null.
  A.correctionOf = (line) => {
    const found = index.line.get(line.dataset.pair);
    return found ? found[found.length - 1].corrected : null;
  };
  // Keys of the lines that have one.
  A.corrected = () => index.line.keys();
  A.isLive = (id) => index.live.some((record) => record.id === id);
  A.mutes = () => index.live.filter((r) => (r.scope === "check" || r.scope === "project") && DISMISSED.includes(r.verdict)
    && (r.scope === "project" || family(r.document) === A.family));
  A.terms = () => index.live.filter((r) => r.term);
  A.alignments = () => index.alignments;
  A.isAlignment = (id) => A.records.some((record) => record.id === id && record.alignment);

  A.reviewer = () => A.kept("reviewer") || A.config.reviewer || "reviewer";
  const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");

  A.sideText = (line, side) => {
    const element = A.one(".text." + side, line);
    return A.one(".missing", element) ? "" : element.textContent;
  };
  // What a record says about its finding and line besides the act itself.
  const context = (finding, line) => {
    const about = {};
    if (finding) {
      Object.assign(about, { finding: finding.dataset.key, check: finding.dataset.check, check_version: Number(finding.dataset.version) });
      for (const side of ["source", "target"]) {
        const part = A.one(".ev-" + side, finding);
        if (part) about[side + "_part"] = part.textContent;
      }
      if (finding.dataset.group) about.group = finding.dataset.group;
    }
    if (line) Object.assign(about, { pair: line.dataset.pair, source: A.sideText(line, "source"), target: A.sideText(line, "target") });
    return about;
  };
  const fresh = (fields) => ({
    schema: SCHEMA, id: randomId(), time: new Date().toISOString(), reviewer: A.reviewer(), document: A.config.document, scope: "finding", ...fields,
  });

  // Records of an act in this window: shown and saved.
  const keep = (made) => {
    A.take(made);
    A.saver.save(made);
    A.madeHere(made);
    return made;
  };
  const records = (acts) => acts.map(([finding, line, fields]) => fresh({ ...context(finding, line), ...fields }));
  // Make one record for each [finding, line, fields]; they are undone together.
  A.decide = (acts) => {
    const made = records(acts);
    mine.push(made.map((record) => record.id));
    return keep(made);
  };
  // More records of the act before (a re-check found further findings solved): undone together with it.
  A.decideToo = (ids, acts) => {
    const batch = mine.find((group) => group.includes(ids[0]));
    const made = records(acts);
    if (batch) batch.push(...made.map((record) => record.id));
    keep(made);
  };
  A.undo = () => {
    const gone = new Set(A.records.filter((r) => r.undoes).map((r) => r.undoes));
    let ids = [];
    while (mine.length && !ids.length) ids = mine.pop().filter((id) => !gone.has(id));
    if (!ids.length) {
      const last = index.live.filter((r) => r.reviewer === A.reviewer() && family(r.document) === A.family).pop();
      if (last) ids = [last.id];
    }
    if (!ids.length) return null;
    return A.undoThese(ids);
  };
  A.undoThese = (ids) => {
    keep(ids.map((id) => fresh({ undoes: id })));
    return A.records.find((record) => record.id === ids[0]);
  };

  A.knows = (id) => known.has(id);
  // Take records in (own ones, stored ones, another reviewer's). Returns how many were new.
  A.take = (records) => {
    const news = records.filter((record) => !known.has(record.id));
    for (const record of news) { known.add(record.id); A.records.push(record); }
    if (news.length) { rebuild(); A.refresh(); }
    return news.length;
  };

  const isAlignment = (data) => data && ["before", "after"].every((name) => Array.isArray(data[name]) && data[name].length === 2
    && data[name].every((side) => side && typeof side.source === "string" && typeof side.target === "string"));
  A.toLines = (records) => records.map((record) => JSON.stringify(record) + "\n").join("");
  // Throws when a line is not a decision.
  A.fromLines = (text) => text.replace(/^\ufeff/, "").split("\n").filter((line) => line.trim()).map((line) => {
    const record = JSON.parse(line);
    const strings = ["id", "time", "reviewer", "document"];
    if (!record || typeof record !== "object" || strings.some((name) => typeof record[name] !== "string" || !record[name])) throw new Error("not a decision");
    for (const name of ["verdict", "reason", "scope", "comment", "corrected", "severity", "check", "finding", "pair", "undoes"]) {
      if (record[name] === null) delete record[name];
      else if (record[name] !== undefined && typeof record[name] !== "string") throw new Error("not a decision");
    }
    if (record.verdict && ![...DISMISSED, ...ERRORS, "unsure"].includes(record.verdict)) throw new Error("not a decision");
    if (record.severity && !["critical", "major", "minor", "info"].includes(record.severity)) throw new Error("not a decision");
    if (record.scope && !SCOPES.includes(record.scope)) throw new Error("not a decision");
    if (record.settles === null) delete record.settles;
    if (record.alignment === null) delete record.alignment;
    if (record.settles !== undefined && !(Array.isArray(record.settles) && record.settles.every((id) => typeof id === "string"))) throw new Error("not a decision");
    if (record.alignment !== undefined && !isAlignment(record.alignment)) throw new Error("not a decision");
    return record;
  });
})();
