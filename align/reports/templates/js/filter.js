"use strict";
// Which lines are shown, in which order. The state lives in the address, so that a view can be sent as a link.
(() => {
  const A = Align;
  const form = document.getElementById("toolbar");
  const list = document.getElementById("lines");
  const FIELDS = ["q", "side", "check", "status", "speaker", "section", "pairing", "min", "max", "order"];
  A.NO_FILTER = { ...Object.fromEntries(FIELDS.map((name) => [name, ""])), severity: [], clean: false, re: false };
  const QUARTER = 15 * 60;

  A.lines = A.all(".line").map((element, position) => ({
    element,
    position,
    findings: A.all(".finding", element),
    texts: {},
    cost: Number(element.dataset.cost),
    seconds: Number(element.dataset.seconds),
  }));
  const byPair = new Map();
  for (const { element } of A.lines) {
    const same = byPair.get(element.dataset.pair);
    if (same) same.push(element);
    else byPair.set(element.dataset.pair, [element]);
  }
  A.linesOf = (pair) => byPair.get(pair) || [];
  A.documentFindings = A.all(".document .finding");
  const every = [...A.documentFindings, ...A.lines.flatMap((line) => line.findings)];
  A.everyFinding = () => every;

  A.filter = { ...A.NO_FILTER, view: "" };

  const fromAddress = () => {
    const hash = location.hash.slice(1);
    if (/^[pd]\d+(-\d+)?$/.test(hash)) return hash;
    const given = new URLSearchParams(hash);
    for (const name of FIELDS) A.filter[name] = given.get(name) || "";
    A.filter.severity = given.getAll("severity");
    A.filter.clean = given.get("clean") === "1";
    A.filter.re = given.get("re") === "1";
    A.filter.view = given.get("view") === "focus" ? "focus" : "";
    return given.get("at");
  };
  A.address = () => {
    const params = new URLSearchParams();
    for (const name of FIELDS) if (A.filter[name]) params.set(name, A.filter[name]);
    for (const severity of A.filter.severity) params.append("severity", severity);
    if (A.filter.clean) params.set("clean", "1");
    if (A.filter.re) params.set("re", "1");
    if (A.filter.view) params.set("view", A.filter.view);
    return params.toString();
  };
  A.writeAddress = () => history.replaceState(null, "", "#" + A.address());

  const toForm = () => {
    for (const name of FIELDS) if (form.elements[name]) form.elements[name].value = A.filter[name];
    for (const box of A.all("input[name=severity]", form)) box.checked = A.filter.severity.includes(box.value);
    form.elements.clean.checked = A.filter.clean;
    form.elements.re.checked = A.filter.re;
  };
  const fromForm = () => {
    for (const name of FIELDS) if (form.elements[name]) A.filter[name] = form.elements[name].value;
    A.filter.severity = A.all("input[name=severity]:checked", form).map((box) => box.value);
    A.filter.clean = form.elements.clean.checked;
    A.filter.re = form.elements.re.checked;
  };

  // Whether a finding passes; `but` leaves one filter out (the counts on the severity chips need that).
  const passes = (finding, but = "") => {
    const f = A.filter;
    const status = A.statusOf(finding);
    if (but !== "severity" && f.severity.length && !f.severity.includes(finding.dataset.severity)) return false;
    if (f.check && finding.dataset.check !== f.check) return false;
    if (f.status === "new") return ["new", "regressed"].includes(finding.dataset.run);
    return !f.status || status === f.status;
  };
  const PARTS = { "": ".text, .message, .places, .arithmetic, .suggestion-text", source: ".text.source", target: ".text.target" };
  const textOf = (line) => {
    const side = A.filter.side;
    if (line.texts[side] === undefined) line.texts[side] = A.all(PARTS[side], line.element).map((e) => e.textContent).join("\n");
    return line.texts[side];
  };
  // What the search box asks for, as a test on a text; null when it asks for nothing. A pattern that is none asks for nothing and says so.
  const asked = () => {
    const query = A.filter.q.trim(), box = form.elements.q, note = document.getElementById("pattern-note");
    let test = null, wrong = "";
    if (query && A.filter.re) {
      try { const pattern = A.pattern(query); test = (text) => pattern.test(text); }
      catch (error) { if (!error.word) throw error; wrong = A.t("bad_pattern", { at: error.at + 1 }) + " " + A.t(error.word); }
    } else if (query) {
      const low = query.toLowerCase();
      test = (text) => text.toLowerCase().includes(low);
    }
    note.textContent = wrong;
    note.hidden = !wrong;
    if (wrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
    return test;
  };
  const inRange = (data) => {
    const [least, most] = [A.filter.min, A.filter.max].map((value) => (value === "" ? NaN : Number(value)));
    if (Number.isNaN(least) && Number.isNaN(most)) return true;
    const score = data.similarity === undefined ? NaN : Number(data.similarity);
    return !Number.isNaN(score) && !(score < least) && !(score > most);
  };
  const pairedAs = (line, wanted) => {
    if (wanted === "hand") return A.isByHand(line);
    return wanted === "marked" ? Boolean(line.dataset.doubt) : line.dataset.doubt === wanted;
  };
  const linePasses = (line, test) => {
    const data = line.element.dataset;
    if (A.filter.speaker && data.speaker !== A.filter.speaker) return false;
    if (A.filter.section && data.section !== A.filter.section) return false;
    if (!inRange(data) || (A.filter.pairing && !pairedAs(line.element, A.filter.pairing))) return false;
    return !test || test(textOf(line));
  };

  const reorder = (shown) => {
    const byCost = A.filter.order !== "";
    const wanted = byCost ? [...shown].sort((a, b) => b.cost - a.cost || a.position - b.position) : shown;
    if (list.dataset.order !== A.filter.order || byCost) {
      const rest = A.lines.filter((line) => line.element.hidden);
      const all = byCost ? [...wanted, ...rest] : A.lines;
      list.append(...all.map((line) => line.element));
      list.dataset.order = A.filter.order;
    }
    return wanted;
  };
  // The gravest undecided lines until fifteen minutes are full; chosen once, so that deciding does not shuffle them.
  let quarter = null;
  const quarterHour = (shown) => (quarter = quarter || chooseQuarter(shown));
  const chooseQuarter = (shown) => {
    const open = shown.filter((line) => line.findings.some((f) => A.statusOf(f) === "undecided"));
    open.sort((a, b) => b.cost - a.cost || a.position - b.position);
    let seconds = 0;
    const chosen = open.filter((line) => (seconds += line.seconds) <= QUARTER || line === open[0]);
    const sum = (lines) => lines.reduce((total, line) => total + line.cost, 0);
    return { chosen, share: sum(open) ? sum(chosen) / sum(open) : 1 };
  };

  A.applyFilter = () => {
    const test = asked();
    const byLine = A.filter.side || A.filter.speaker || A.filter.section || A.filter.pairing || A.filter.min || A.filter.max;
    const wantsFinding = A.filter.severity.length || A.filter.check || A.filter.status;
    const counts = { critical: 0, major: 0, minor: 0, info: 0 };
    let shown = [];
    for (const line of A.lines) {
      let visible = linePasses(line, test);
      if (visible) {
        for (const finding of line.findings) if (passes(finding, "severity")) counts[finding.dataset.severity] += 1;
      }
      const any = line.findings.map((finding) => {
        const ok = passes(finding);
        finding.classList.toggle("off", !ok);
        return ok;
      }).some(Boolean);
      visible = visible && (any || (!wantsFinding && (A.filter.clean || A.filter.pairing !== "")));
      line.element.hidden = !visible;
      if (visible) shown.push(line);
    }
    for (const finding of A.documentFindings) {
      const ok = passes(finding) && !byLine && (!test || test(finding.textContent)); // it stands in no line
      finding.hidden = !ok;
      if (passes(finding, "severity")) counts[finding.dataset.severity] += 1;
    }
    const note = document.getElementById("quarter-note");
    note.hidden = A.filter.order !== "quarter";
    if (A.filter.order === "quarter") {
      const { chosen, share } = quarterHour(shown);
      const keep = new Set(chosen);
      for (const line of shown) line.element.hidden = !keep.has(line);
      shown = chosen;
      note.textContent = A.t("quarter_note") + " " + Math.round(100 * share) + " %";
    }
    A.shown = reorder(shown);
    for (const box of A.all("[data-count]", form)) box.textContent = counts[box.dataset.count];
    document.getElementById("nothing").hidden = A.shown.length > 0;
  };

  A.setFilter = (changes) => {
    quarter = null;
    Object.assign(A.filter, changes);
    toForm();
    A.applyFilter();
    A.writeAddress();
    A.changed();
  };
  A.resetFilter = () => A.setFilter(A.NO_FILTER);

  let wait = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(wait);
    const run = () => { fromForm(); A.setFilter({}); };
    if (["q", "min", "max"].includes(event.target.name)) wait = setTimeout(run, 150);
    else run();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  A.readAddress = () => {
    const place = fromAddress();
    quarter = null;
    toForm();
    A.applyFilter();
    return place;
  };
})();
