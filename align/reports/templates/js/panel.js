"use strict";
// What stands under each finding: its buttons, who decided what, and old decisions to take over.
(() => {
  const A = Align;
  const SIGN = { confirmed: "✓", fixed: "✎", false_positive: "✕", wont_fix: "–", unsure: "…", conflict: "≠" };

  const button = (name, key, extra = {}) => A.make("button", { type: "button", "data-do": name, title: key, ...extra }, A.word(name));

  const severitySelect = (finding) => {
    const select = A.make("select", { "data-do": "change_severity", "aria-label": A.t("change_severity"), "data-i18n-label": "change_severity", title: "1 – 4" },
      ...["critical", "major", "minor", "info"].map((name) => A.make("option", { value: name, "data-i18n": name }, A.t(name))));
    select.value = finding.dataset.severity;
    return select;
  };

  // Made when a line comes near the window: five thousand lines need no fifty thousand buttons.
  A.furnish = (finding) => {
    if (A.one(".panel", finding)) return;
    const line = A.lineOf(finding);
    const more = A.make("span", { class: "more-acts", hidden: true },
      button("dismiss_reason", "R"), button("wont_fix", "W"), button("skip", "S"), button("comment", "C"),
      severitySelect(finding), button("glossary", "T"), button("mute", "M"));
    const panel = A.make("div", { class: "panel" },
      A.make("div", { class: "decided" }),
      A.make("p", { class: "acts" },
        button("confirm", "X"), button("dismiss", "A"),
        line && (finding.dataset.home || A.withSuggestion(line, finding) !== null) ? button("apply", "F") : null,
        line ? button("edit", "E") : null,
        button("more", "", { "aria-expanded": "false" }), more));
    finding.append(panel);
    earlier(finding, panel);
    A.showStanding(finding);
  };

  // What can be done with a line, whether anything was found in it or not.
  A.furnishLine = (line) => {
    if (A.one(".line-acts", line) || line.dataset.together) return;
    A.one(".line-head", line).append(A.make("span", { class: "line-acts" },
      A.one(".finding", line) ? null : button("edit_line", ""),
      line.classList.contains("speech") ? button("pairing", "L", { "aria-expanded": "false" }) : null));
  };

  const earlier = (finding, panel) => {
    const offers = (A.config.review.earlier || {})[finding.dataset.key];
    if (!offers) return;
    const record = offers[0];
    panel.prepend(A.make("p", { class: "earlier" }, A.word("earlier"), ": ", A.word("status_" + record.verdict, "strong"),
      ` – ${record.reviewer}, ${record.time.slice(0, 10)}${record.comment ? ": " + record.comment : ""} `, button("take_over", "P")));
  };

  const voice = (record, standing) => A.make("li", { class: standing.overruled.includes(record) ? "dim overruled" : null }, A.word("status_" + record.verdict, "strong"), ` – ${record.reviewer}`,
    standing.settled === record ? A.make("strong", {}, " · ", A.word("settled_it")) : null,
    standing.overruled.includes(record) ? A.make("span", {}, " · ", A.word("overruled")) : null,
    record.reason ? ` (${record.reason.startsWith("reason_") ? A.t(record.reason) : record.reason})` : "",
    record.scope && record.scope !== "finding" ? A.make("span", { class: "dim" }, " · ", A.word("scope_" + record.scope)) : null,
    standing.conflict && record.corrected !== undefined ? A.make("q", { lang: A.config.targetLang }, record.corrected) : null,
    standing.conflict ? A.make("span", {}, " ", button("settle", "", { "data-vote": record.id })) : null);

  A.showStanding = (finding) => {
    const status = A.statusOf(finding), standing = A.standing(finding);
    finding.dataset.status = status;
    finding.classList.toggle("settled", status !== "undecided" && status !== "conflict");
    if (standing.severity && standing.severity !== finding.dataset.severity) A.weigh(finding, standing.severity);
    else if (!standing.severity && finding.dataset.given) A.weigh(finding, finding.dataset.given);
    const head = A.one(".finding-head", finding);
    let chip = A.one(".chip-status", head);
    if (status === "undecided") { if (chip) chip.remove(); }
    else {
      if (!chip) { chip = A.make("span", { class: "chip-status" }); A.one(".badge", head).after(chip); }
      chip.replaceChildren(SIGN[status] + " ", A.word("status_" + status));
    }
    const decided = A.one(".decided", finding);
    if (!decided) return;
    const votes = [...standing.overruled, ...standing.votes].map((record) => voice(record, standing));
    const comments = standing.comments.map((record) => A.make("li", { class: "comment" }, A.make("q", {}, record.comment), ` – ${record.reviewer}`));
    decided.replaceChildren(...(votes.length || comments.length ? [A.make("ul", {}, ...votes, ...comments)] : []));
    if (standing.conflict) decided.prepend(A.make("p", { class: "conflict" }, "≠ ", A.word("conflict")));
  };

  A.weigh = (finding, severity) => {
    if (!finding.dataset.given) finding.dataset.given = finding.dataset.severity;
    finding.classList.replace("sev-" + finding.dataset.severity, "sev-" + severity);
    finding.dataset.severity = severity;
    const word = A.one(".badge [data-i18n]", finding);
    word.dataset.i18n = severity;
    word.textContent = A.t(severity);
    const select = A.one("select[data-do=change_severity]", finding);
    if (select) select.value = severity;
  };

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      if (entry.target.matches(".line")) A.furnishLine(entry.target);
      for (const finding of entry.target.matches(".finding") ? [entry.target] : A.all(".finding", entry.target)) A.furnish(finding);
    }
  }, { rootMargin: "600px" });
  A.watchPanels = () => {
    for (const line of A.lines) near.observe(line.element);
    for (const finding of A.documentFindings) near.observe(finding);
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("button[data-do]");
    if (!pressed) return;
    const finding = pressed.closest(".finding");
    if (finding) A.activate(finding, { scroll: false, focus: false });
    if (pressed.dataset.do === "more") {
      const more = A.one(".more-acts", finding);
      more.hidden = !more.hidden;
      pressed.setAttribute("aria-expanded", String(!more.hidden));
      return;
    }
    A.act(pressed.dataset.do, pressed);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("select[data-do=change_severity]")) return;
    A.activate(event.target.closest(".finding"), { scroll: false, focus: false });
    A.act("severity", event.target.value);
  });
})();
