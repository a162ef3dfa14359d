"use strict";
// Regular expressions that cannot hang the page: every text is read once, for all ways of matching together
// (Thompson 1968), so the time is the length of the text times that of the pattern. No look-around, no back-references.
(() => {
  const A = Align;
  const MOST_STEPS = 4000, MOST_TIMES = 200, DEEPEST = 60;
  const fail = (word, at) => { throw Object.assign(new Error(word), { word, at }); };

  const parser = (source) => {
    const chars = Array.from(source);
    let at = 0, depth = 0;
    const peek = () => chars[at];

    // One character, judged by the browser's own engine: that is never slow on a single character.
    const single = (text, start) => {
      let native;
      try { native = new RegExp(`^${text}$`, "iu"); } catch { fail("re_class", start); }
      const known = new Map();
      return { kind: "one", test: (char) => {
        if (!known.has(char)) known.set(char, native.test(char));
        return known.get(char);
      } };
    };
    const escaped = (start) => {
      const name = chars[at];
      at += 1;
      if (name === undefined) fail("re_escape", start);
      if (name === "b" || name === "B") return { kind: "at", where: name };
      if (/[1-9k]/.test(name)) fail("re_back", start);
      let text = "\\" + name;
      if ((name === "p" || name === "P" || name === "u") && chars[at] === "{") {
        const end = chars.indexOf("}", at);
        if (end < 0) fail("re_escape", start);
        text += chars.slice(at, end + 1).join("");
        at = end + 1;
      } else if (name === "u" || name === "x") {
        const size = name === "u" ? 4 : 2;
        text += chars.slice(at, at + size).join("");
        at += size;
      } else if (/[^\w]/.test(name)) text = /[\^$\\.*+?()[\]{}|/]/.test(name) ? text : name;
      else if (!/[dDwWsSnrtfv0]/.test(name)) fail("re_escape", start);
      return single(text, start);
    };
    const bracket = (start) => {
      let end = at;
      if (chars[end] === "^") end += 1;
      if (chars[end] === "]") fail("re_class", start);
      while (end < chars.length && chars[end] !== "]") end += chars[end] === "\\" ? 2 : 1;
      if (end >= chars.length) fail("re_bracket", start);
      const text = "[" + chars.slice(at, end + 1).join("");
      at = end + 1;
      return single(text, start);
    };
    const group = (start) => {
      if (peek() === "?") {
        const head = chars.slice(at, at + 3).join("");
        if (head.startsWith("?:")) at += 2;
        else if (head.startsWith("?<") && !/[=!]/.test(head[2] || "")) {
          at = chars.indexOf(">", at) + 1;
          if (!at) fail("re_group", start);
        } else fail("re_look", start);
      }
      depth += 1;
      if (depth > DEEPEST) fail("re_long", start);
      const inner = either();
      depth -= 1;
      if (peek() !== ")") fail("re_group", start);
      at += 1;
      return inner;
    };
    const atom = () => {
      const start = at, char = chars[at];
      at += 1;
      if (char === "(") return group(start);
      if (char === "[") return bracket(start);
      if (char === "\\") return escaped(start);
      if (char === "^" || char === "$") return { kind: "at", where: char };
      if (char === ".") return { kind: "one", test: (c) => c !== "\n" };
      if ("*+?".includes(char) || (char === "{" && /^\{\d+(,\d*)?\}/.test(chars.slice(start).join("")))) fail("re_nothing", start);
      const wanted = char.toLowerCase();
      return { kind: "one", test: (c) => c === char || c.toLowerCase() === wanted };
    };
    const times = (node) => {
      const start = at;
      const counted = peek() === "{" && /^\{(\d+)(?:(,)(\d*))?\}/.exec(chars.slice(at, at + 16).join(""));
      let least, most;
      if (counted) {
        least = Number(counted[1]);
        most = counted[2] ? (counted[3] ? Number(counted[3]) : Infinity) : least;
        at += counted[0].length;
      } else if ("*+?".includes(peek() || "-")) {
        least = peek() === "+" ? 1 : 0;
        most = peek() === "?" ? 1 : Infinity;
        at += 1;
      } else return node;
      if (least > most || least > MOST_TIMES || (most !== Infinity && most > MOST_TIMES)) fail("re_times", start);
      if (peek() === "?") at += 1; // as few as possible: whether it matches is the same
      return times({ kind: "times", node, least, most });
    };
    const row = () => {
      const parts = [];
      while (at < chars.length && peek() !== "|" && peek() !== ")") parts.push(times(atom()));
      return { kind: "row", parts };
    };
    const either = () => {
      const ways = [row()];
      while (peek() === "|") { at += 1; ways.push(row()); }
      return ways.length === 1 ? ways[0] : { kind: "either", ways };
    };
    const whole = either();
    if (at < chars.length) fail("re_group", at);
    return whole;
  };

  // Steps: { test, next } reads a character, { where, next } looks at the place, { ways } goes several ways, null is the end.
  const program = (tree) => {
    let size = 0;
    const step = (made) => { size += 1; if (size > MOST_STEPS) fail("re_long", 0); return made; };
    const build = (node, next) => {
      if (node.kind === "one") return step({ test: node.test, next });
      if (node.kind === "at") return step({ where: node.where, next });
      if (node.kind === "row") return node.parts.reduceRight((after, part) => build(part, after), next);
      if (node.kind === "either") return step({ ways: node.ways.map((way) => build(way, next)) });
      let after = next;
      if (node.most === Infinity) {
        after = step({ ways: [] });
        after.ways.push(build(node.node, after), next);
      } else for (let n = node.most; n > node.least; n -= 1) after = step({ ways: [build(node.node, after), next] });
      for (let n = 0; n < node.least; n += 1) after = build(node.node, after);
      return after;
    };
    return build(tree, step({ end: true }));
  };

  const isWord = (char) => char !== undefined && /\w/.test(char);
  const holds = (where, chars, at) => {
    if (where === "^") return at === 0 || chars[at - 1] === "\n";
    if (where === "$") return at === chars.length || chars[at] === "\n";
    return (isWord(chars[at - 1]) !== isWord(chars[at])) === (where === "b");
  };

  // { test(text) } of a pattern. Throws an error with `word` (what is wrong) and `at` (where, from 0).
  A.pattern = (source) => {
    const first = program(parser(source));
    return {
      test: (text) => {
        const chars = Array.from(text);
        let now = [];
        for (let at = 0; at <= chars.length; at += 1) {
          const seen = new Set(), reading = [], todo = [first, ...now];
          while (todo.length) {
            const here = todo.pop();
            if (seen.has(here)) continue;
            seen.add(here);
            if (here.end) return true;
            if (here.ways) todo.push(...here.ways);
            else if (here.where) { if (holds(here.where, chars, at)) todo.push(here.next); }
            else reading.push(here);
          }
          now = at < chars.length ? reading.filter((one) => one.test(chars[at])).map((one) => one.next) : [];
        }
        return false;
      },
    };
  };
})();
