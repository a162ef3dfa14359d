"use strict";
// Two ways to save: a file keeps decisions in the browser, a served page sends each act to its server at once.
(() => {
  const A = Align;
  const slot = "decisions." + A.config.document; // not by content: decisions outlive a changed text
  let unsaved = 0; // in no lasting place: neither stored nor downloaded

  const left = () => ` · ${A.everyFinding().filter((f) => A.statusOf(f) === "undecided").length} ${A.t("left")}`;

  const fileSaver = {
    start() {
      A.take(A.config.records || []);
      this.load();
      addEventListener("storage", (event) => { if (event.key === "align." + slot) this.load(); });
    },
    load() {
      try { A.take(A.fromLines(A.kept(slot) || "")); } catch { A.say(A.t("load_failed"), "bad"); }
    },
    save(records) {
      this.load(); // another tab may have stored more
      if (A.keep(slot, A.toLines(A.records))) A.say(A.t("saved_browser") + left());
      else { unsaved += records.length; A.say(A.t("no_storage"), "bad"); }
      A.changed();
    },
    pending: () => unsaved,
  };

  const call = async (path, body) => {
    const answer = await fetch(A.config.api + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { "X-Align-Token": A.config.token, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(data.error || answer.statusText), { refused: answer.status < 500 });
    return data;
  };

  const serveSaver = {
    queue: [],
    busy: false,
    seen: A.config.seq || 0,
    start() {
      A.take(A.config.records || []);
      setInterval(() => { if (!document.hidden) this.poll(); }, 3000);
      addEventListener("focus", () => this.poll());
    },
    async poll() {
      if (this.queue.length) { this.send(); return; }
      try {
        const { records, seq } = await call("/records?after=" + this.seen);
        this.seen = seq;
        A.take(records);
      } catch { /* the next act will say so */ }
    },
    save(records) {
      this.queue.push(...records);
      this.send();
    },
    async send() {
      if (this.busy || !this.queue.length) return;
      this.busy = true;
      const batch = [...this.queue];
      try {
        await call("/records", batch);
        this.queue.splice(0, batch.length);
        A.say(A.t("saved") + left());
      } catch (error) {
        A.say(A.t("not_saved") + ": " + error.message, "bad");
      }
      this.busy = false;
      A.changed();
      if (this.queue.length > 0 && batch.every((record) => !this.queue.includes(record))) this.send();
    },
    pending() { return this.queue.length; },
  };

  A.saver = A.served ? serveSaver : fileSaver;
  A.call = call;

  A.downloadDecisions = () => {
    A.download("decisions.jsonl", A.toLines(A.records), "application/x-ndjson");
    unsaved = 0;
    A.changed();
  };
  A.loadDecisions = async (file) => {
    let records;
    try { records = A.fromLines(await file.text()); } catch { A.say(A.t("load_failed"), "bad"); return; }
    const count = A.take(records);
    if (count) A.saver.save(records);
    A.say(A.t("loaded", { n: count }));
  };

  addEventListener("beforeunload", (event) => { if (A.saver.pending()) event.preventDefault(); });
})();
