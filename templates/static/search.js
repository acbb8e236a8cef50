// Search: reads the site's own files by year and looks for words, whatever their accents.
"use strict";
{
  const form = document.querySelector("form.search");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  const files = form.dataset.files.split(" ");
  const most = 100;
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  const make = (tag, text, parent, properties = {}) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(text);
    parent?.append(element);
    return element;
  };
  const shelves = new Map();
  let started = false;

  // Each file calls this with its name and its records.
  globalThis.brevesFound = ([name, ...records]) => {
    shelves.set(`search/${name}.js`, records.map((record) => ({ record, text: bare(record.slice(0, 5).filter((part, at) => at !== 2).join(" ")) })));
    show();
  };
  const start = () => {
    if (started) return;
    started = true;
    for (const file of files) make("script", "", document.head, { src: file, async: false });
  };
  const fits = ([kind, name, , , more, source, date, language], want) =>
    (!want.kind || kind === want.kind) &&
    (!want.actor || bare(kind === "brief" || kind === "quote" ? more : name).includes(bare(want.actor).trim())) &&
    (!want.source || source === want.source) &&
    (!want.language || language === want.language) &&
    (!want.from || (date && date.slice(0, 10) >= want.from.slice(0, date.length))) &&
    (!want.to || (date && date.slice(0, 10) <= want.to));

  // A day as the reader writes it; a month or a year stays as it is.
  const day = (date) => (date.length < 10 ? date
    : new Date(date.slice(0, 10)).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }));

  const show = () => {
    const want = Object.fromEntries(new FormData(form));
    const words = bare(want.q).split(/\s+/).filter(Boolean);
    const asked = words.length || ["kind", "actor", "source", "language", "from", "to"].some((name) => want[name]);
    list.replaceChildren();
    found.textContent = "";
    if (!asked) return;
    start();
    const hits = [];
    for (const file of files)
      for (const { record, text } of shelves.get(file) || [])
        if (fits(record, want) && words.every((word) => text.includes(word))) hits.push(record);
    for (const [kind, name, href, text, more, source, date, language] of hits.slice(0, most)) {
      const item = make("li", "", list, { className: `card ${kind}` });
      const said = kind === "quote";
      const label = form.elements.kind.querySelector(`[value="${kind}"]`).dataset.one;
      make("p", [label, date && day(date), source].filter(Boolean).join(" · "), item, { className: "kicker" });
      if (said && more) make("p", more, item, { className: "voice" });
      make("a", name, make(said ? "p" : "h2", "", item, { lang: language || "", dir: "auto" }), { href });
      if (text) make("p", text, item, { className: kind === "brief" ? "" : "kicker", lang: language || "", dir: "auto" });
    }
    if (shelves.size) found.textContent = hits.length ? `${form.dataset.some} ${hits.length}` : form.dataset.none;
  };

  form.hidden = false;
  document.getElementById("without").hidden = true;
  form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.elements.q.addEventListener("focus", start);
  show();
}
