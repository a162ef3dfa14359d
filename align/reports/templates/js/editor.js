"use strict";
// Editing a translation in place, with the difference by character, and what a re-check says about it.
(() => {
  const A = Align;
  let open = null; // { line, finding, box }

  const tidy = (line, text) => (A.sideText(line, "target").includes("\n") ? text : text.replace(/\s*\n\s*/g, "")).trim();
  A.currentText = (line) => A.correctionOf(line) ?? A.sideText(line, "target");
  A.editing = () => open !== null;

  A.closeEditor = (focus = true) => {
    if (!open) return;
    const { line, finding, box } = open;
    open = null;
    box.remove();
    line.classList.remove("editing");
    if (focus && finding) A.activate(finding, { scroll: false });
  };

  A.edit = (line, finding) => {
    A.closeEditor(false);
    if (!line) return;
    if (A.isOutdated(line)) { A.say(A.t("edit_after_run"), "bad"); return; } // its new text has no findings yet
    const original = A.sideText(line, "target");
    const area = A.make("textarea", { lang: A.config.targetLang, rows: "3", "aria-label": A.t("editing"), spellcheck: "false" });
    area.value = A.currentText(line);
    const changes = A.make("p", { class: "changes", lang: A.config.targetLang, "aria-hidden": "true" });
    const show = () => {
      changes.replaceChildren(...A.showDiff(original, tidy(line, area.value)));
      area.style.height = "auto";
      area.style.height = Math.max(area.scrollHeight + 4, 60) + "px";
    };
    const button = (name, run, main, key) => {
      const made = A.make("button", { type: "button", class: main ? "main" : null, title: key || null }, A.word(name));
      made.addEventListener("click", run);
      return made;
    };
    const box = A.make("div", { class: "editor" }, area, changes, A.make("p", { class: "acts" },
      button("save_next", () => A.saveEdit(true), true, "Ctrl+Enter"),
      button("save", () => A.saveEdit(false)),
      button("cancel", () => A.closeEditor(), false, "Esc")));
    area.addEventListener("input", show);
    area.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); A.saveEdit(true); }
      else if (event.key === "Escape") { event.preventDefault(); A.closeEditor(); }
    });
    A.one(".texts", line).after(box);
    line.classList.add("editing");
    open = { line, finding, box };
    show();
    area.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  };

  A.saveEdit = (onward) => {
    if (!open) return;
    const { line, finding, box } = open;
    const text = tidy(line, A.one("textarea", box).value);
    A.closeEditor(!onward);
    if (text === A.currentText(line)) { if (onward) A.go(1); return; }
    A.correct(line, finding, text, onward);
  };

  // Keep a corrected translation; `finding` is the one it settles (there may be none).
  A.correct = (line, finding, text, onward) => {
    const next = onward && finding ? A.following(finding) : null;
    // Where nothing was found the correction is one of the text pair; the next run holds it to that.
    const about = finding ? {} : { scope: "pair", check: "memory.ignored" };
    const made = A.decide([[finding, line, { verdict: "fixed", corrected: text, ...about }]]);
    A.recheck(line, text, made[0].id);
    if (next) A.activate(next);
  };

  // The suggestion put in place of the evidence. Null when the place cannot be found in the text of now.
  A.withSuggestion = (line, finding) => {
    const suggestion = A.one(".suggestion-text", finding);
    if (!suggestion || !finding.dataset.target || !line) return null;
    const original = A.sideText(line, "target"), now = A.currentText(line);
    let [start, end] = finding.dataset.target.split(",").map(Number);
    const points = A.points(now);
    const part = A.points(original).slice(start, end).join("");
    if (now !== original) {
      const at = part ? now.indexOf(part) : -1;
      if (at < 0 || now.indexOf(part, at + 1) >= 0) return null;
      start = A.points(now.slice(0, at)).length;
      end = start + A.points(part).length;
    }
    const put = A.points(suggestion.textContent);
    // A suggestion may repeat what stands right behind its place ("3,400萬美元" for 340萬 before 美元).
    for (let size = Math.min(put.length - 1, points.length - end); size > 0; size -= 1) {
      const again = put.slice(-size).join("");
      if (points.slice(end, end + size).join("") === again && !part.endsWith(again)) { end += size; break; }
    }
    return points.slice(0, start).join("") + put.join("") + points.slice(end).join("");
  };

  const note = (line, text, kind = "") => {
    let box = A.one(".recheck", line);
    if (!box) { box = A.make("div", { class: "recheck", role: "status" }); (A.one(".corrected", line) || A.one(".texts", line)).after(box); }
    box.className = "recheck " + kind;
    box.replaceChildren(text);
    return box;
  };

  A.recheck = async (line, text, id) => {
    if (!A.served) { note(line, A.t("recheck_file")); return; }
    note(line, A.t("recheck_busy"));
    let answer;
    try { answer = await A.call("/recheck", { pair: Number(line.id.slice(1)), target: text }); }
    catch (error) { note(line, A.t("recheck_failed") + " " + error.message, "bad"); return; }
    if (!A.isLive(id)) return; // taken back in the meantime
    const gone = A.all(".finding", line).filter((f) => answer.gone.includes(f.dataset.key));
    const more = gone.filter((f) => A.statusOf(f) === "undecided").map((f) => [f, line, { verdict: "fixed", corrected: text }]);
    if (more.length) A.decideToo([id], more);
    const left = answer.left.length + answer.new.length;
    const box = note(line, left ? A.t("recheck_left", { gone: gone.length, left: answer.left.length, new: answer.new.length }) : A.t("recheck_clean"), left ? "bad" : "good");
    if (left) box.append(A.make("ul", {}, ...[...answer.left, ...answer.new].map((f) => A.make("li", {}, A.t(f.severity) + ": " + f.message))));
  };

  // The corrected text under the machine's, with the changes marked.
  A.showCorrection = (line) => {
    const text = A.correctionOf(line);
    let box = A.one(".corrected", line);
    if (text === null) { if (box) { box.remove(); const old = A.one(".recheck", line); if (old) old.remove(); } return; }
    if (!box) {
      box = A.make("div", { class: "corrected" }, A.word("corrected"), A.make("p", { lang: A.config.targetLang }));
      A.one(".texts", line).after(box);
    }
    if (box.dataset.text === text) return;
    box.dataset.text = text;
    A.one("p", box).replaceChildren(...A.showDiff(A.sideText(line, "target"), text));
  };
})();
