"use strict";
// What all other scripts stand on: the page's settings, its words in two languages, small DOM helpers.
const Align = {};

(() => {
  const A = Align;
  A.config = JSON.parse(document.getElementById("config").textContent);
  A.served = A.config.mode === "serve";
  document.documentElement.classList.add("js");

  A.one = (selector, root = document) => root.querySelector(selector);
  A.all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // An element with attributes and children; text is always text, never markup.
  A.make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };

  // Settings of this reader on this machine. A browser may refuse to keep anything for files.
  A.keep = (name, value) => {
    try { localStorage.setItem("align." + name, value); return true; } catch { return false; }
  };
  A.kept = (name) => {
    try { return localStorage.getItem("align." + name); } catch { return null; }
  };

  A.language = () => document.documentElement.lang;
  A.t = (name, values = {}) => {
    const words = A.config.strings[A.language()] || A.config.strings.en;
    let text = words[name] ?? A.config.strings.en[name] ?? name;
    for (const [key, value] of Object.entries(values)) text = text.replaceAll("{" + key + "}", String(value));
    return text;
  };
  // A word that follows the language switch.
  A.word = (name, tag = "span") => A.make(tag, { "data-i18n": name }, A.t(name));

  A.translate = (language) => {
    document.documentElement.lang = language;
    for (const element of A.all("[data-i18n]")) element.textContent = A.t(element.dataset.i18n);
    for (const [data, attribute] of [["i18n-label", "aria-label"], ["i18n-title", "title"], ["i18n-placeholder", "placeholder"]]) {
      for (const element of A.all(`[data-${data}]`)) element.setAttribute(attribute, A.t(element.getAttribute("data-" + data)));
    }
    A.keep("language", language);
    A.changed();
  };

  const listeners = [];
  A.onChange = (listener) => listeners.push(listener);
  // One act changes several things; the listeners hear of all of them once, before the page is drawn.
  let told = true;
  A.changed = () => {
    if (!told) return;
    told = false;
    queueMicrotask(() => { told = true; for (const listener of listeners) listener(); });
  };

  let timer = 0;
  A.say = (text, kind = "") => {
    const box = document.getElementById("status");
    box.textContent = text;
    box.className = "toast shown " + kind;
    clearTimeout(timer);
    timer = setTimeout(() => { box.className = "toast"; }, kind === "bad" ? 12000 : 3500);
  };

  A.download = (name, text, type) => {
    const link = A.make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // Offsets in the report are code points; JavaScript counts UTF-16 units.
  A.points = (text) => Array.from(text);
})();
