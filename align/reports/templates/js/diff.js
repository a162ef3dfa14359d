"use strict";
// Difference of two texts by character (Chinese has no word breaks), after Myers 1986, O((n+m)·d).
(() => {
  const A = Align;
  const MOST_STEPS = 600;

  // Runs [kind, text] with kind "=", "-" or "+"; joined without "+" they are `a`, without "-" they are `b`.
  A.diff = (before, after) => {
    const a = A.points(before), b = A.points(after);
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
    const runs = [];
    const put = (kind, text) => {
      if (!text) return;
      const last = runs[runs.length - 1];
      if (last && last[0] === kind) last[1] += text;
      else runs.push([kind, text]);
    };
    put("=", a.slice(0, head).join(""));
    for (const [kind, text] of middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) put(kind, text);
    put("=", a.slice(a.length - tail).join(""));
    return readable(runs);
  };

  // Chance matches between large changes are noise: an equal run no longer than the changes on both its
  // sides is taken into them. What is left alternates: equal, removed, added.
  const readable = (runs) => {
    const parts = [];
    for (const [kind, text] of runs) {
      let last = parts[parts.length - 1];
      if (kind === "=" || !last || last.equal !== undefined) {
        last = kind === "=" ? { equal: text } : { cut: "", put: "" };
        parts.push(last);
      }
      if (kind === "-") last.cut += text;
      if (kind === "+") last.put += text;
    }
    const size = (part) => Math.max(A.points(part.cut).length, A.points(part.put).length);
    for (let at = 1; at + 1 < parts.length; at += 1) {
      const [before, here, after] = parts.slice(at - 1, at + 2);
      if (here.equal === undefined || before.equal !== undefined || after.equal !== undefined) continue;
      const length = A.points(here.equal).length;
      if (length > size(before) || length > size(after) || size(before) + size(after) < 4) continue;
      before.cut += here.equal + after.cut;
      before.put += here.equal + after.put;
      parts.splice(at, 2);
      at = Math.max(0, at - 3);
    }
    return parts.flatMap((part) => part.equal !== undefined ? [["=", part.equal]]
      : [["-", part.cut], ["+", part.put]].filter(([, text]) => text));
  };

  const middle = (a, b) => {
    const whole = [["-", a.join("")], ["+", b.join("")]];
    if (!a.length || !b.length) return whole;
    const n = a.length, m = b.length, most = Math.min(n + m, MOST_STEPS);
    const trace = [];
    let reach = new Map([[1, 0]]);
    for (let d = 0; d <= most; d += 1) {
      trace.push(new Map(reach));
      for (let k = -d; k <= d; k += 2) {
        const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
        let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
        let y = x - k;
        while (x < n && y < m && a[x] === b[y]) { x += 1; y += 1; }
        reach.set(k, x);
        if (x >= n && y >= m) return back(a, b, trace, d);
      }
    }
    return whole;
  };

  const back = (a, b, trace, steps) => {
    const runs = [];
    let x = a.length, y = b.length;
    for (let d = steps; d > 0; d -= 1) {
      const reach = trace[d];
      const k = x - y;
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      const from = down ? k + 1 : k - 1;
      const fx = reach.get(from) ?? 0, fy = fx - from;
      while (x > fx && y > fy && x > 0 && y > 0 && a[x - 1] === b[y - 1]) { runs.push(["=", a[x - 1]]); x -= 1; y -= 1; }
      if (down) { runs.push(["+", b[y - 1]]); y -= 1; } else { runs.push(["-", a[x - 1]]); x -= 1; }
    }
    while (x > 0) { runs.push(["=", a[x - 1]]); x -= 1; }
    return runs.reverse();
  };

  A.showDiff = (before, after) => A.diff(before, after).map(([kind, text]) =>
    kind === "=" ? document.createTextNode(text) : A.make(kind === "+" ? "ins" : "del", {}, text));
})();
