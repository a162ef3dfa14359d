"use strict";
// Two ways to save: a file keeps decisions in the browser, a served page sends each act to its server at once.
(() => {
  const A = Align;
  // One entry a record, named by document (decisions outlive a changed text) and numbered by arrival.
  const shelf = "align.decisions." + A.family + "\n";
  let number = 0;
  let unsaved = 0; // in no lasting place: neither stored nor downloaded

  const left = () => ` · ${A.everyFinding().filter((f) => A.statusOf(f) === "undecided").length} ${A.t("left")}`;

  const fileSaver = {
    start() {
      A.take(A.config.records || []);
      let entries = [];
      try { entries = Object.entries(localStorage).filter(([name]) => name.startsWith(shelf)).sort(([a], [b]) => (a < b ? -1 : 1)); } catch { /* kept nowhere */ }
      this.read(entries.map(([, line]) => line).join(""));
      addEventListener("storage", (event) => { if (event.key && event.key.startsWith(shelf) && event.newValue) this.read(event.newValue); });
    },
    read(lines) {
      try { A.take(A.fromLines(lines)); } catch { A.say(A.t("load_failed"), "bad"); }
    },
    save(records) {
      const arrival = () => Date.now() + String((number += 1)).padStart(6, "0");
      try {
        for (const record of records) localStorage.setItem(shelf + arrival() + record.id, A.toLines([record]));
        A.say(A.t("saved_browser") + left());
      } catch {
        unsaved += records.length;
        A.say(A.t("no_storage"), "bad");
      }
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
    if (!answer.ok) throw Object.assign(new Error(data.error || answer.statusText), { refused: answer.status === 400 });
    return data;
  };

  const serveSaver = {
    queue: [],
    aside: [], // what the server will not take; still on the page and in its download
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
      const batch = this.queue.slice(0, this.single ? 1 : this.queue.length);
      let again = true;
      try {
        await call("/records", batch);
        this.queue.splice(0, batch.length);
        A.say(A.t("saved") + left());
      } catch (error) {
        A.say(A.t("not_saved") + ": " + error.message, "bad");
        if (!error.refused) again = false; // the next look at the server tries again
        else if (batch.length > 1) this.single = true; // one of them is unsound: find it
        else this.aside.push(this.queue.shift());
      }
      if (!this.queue.length) this.single = false;
      this.busy = false;
      A.changed();
      if (again) this.send();
    },
    pending() { return this.queue.length + this.aside.length; },
    // Resolves when all is stored, or when something could not be.
    async settled() {
      while (this.busy) await new Promise((done) => setTimeout(done, 20));
      if (this.queue.length) throw new Error(A.t("not_saved"));
    },
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
    const fresh = records.filter((record) => !A.knows(record.id));
    A.take(fresh);
    if (fresh.length) { A.saver.save(fresh); A.madeHere(fresh); }
    A.say(A.t("loaded", { n: fresh.length }));
  };

  addEventListener("beforeunload", (event) => { if (A.saver.pending()) event.preventDefault(); });
})();
