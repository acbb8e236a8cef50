// Comforts on top of pages that work without them. Words come from the page: <html data-…>.
"use strict";
const words = document.documentElement.dataset;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Which marks show: remembered for this reader.
const toggles = all(".toggles input");
try {
  const off = JSON.parse(localStorage.getItem("breves-marks") || "[]");
  for (const box of toggles) {
    box.checked = off.includes(box.id) ? !box.defaultChecked : box.defaultChecked;
    box.addEventListener("change", () => localStorage.setItem("breves-marks",
      JSON.stringify(toggles.filter((one) => one.checked !== one.defaultChecked).map((one) => one.id))));
  }
} catch { /* storage is forbidden: the choice holds for this page */ }

// Pointing at an actor lights up all that it is and says.
const light = (event) => {
  const who = event.target.closest?.("[data-who]")?.dataset.who;
  for (const mark of all(".lit")) mark.classList.remove("lit");
  if (who) for (const mark of all(`[data-who="${CSS.escape(who)}"]`)) mark.classList.add("lit");
};
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

// What a link leads to is opened first: not every browser does.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  let folded = link && document.getElementById(link.hash.slice(1))?.closest("details");
  for (; folded; folded = folded.parentElement.closest("details")) folded.open = true;
});

// Copy a quotation, a figure or a paragraph with what a citation needs.
const top_ = document.querySelector(".brief .top");
if (top_ && navigator.clipboard) {
  const say = make("p", { className: "hidden" });
  say.setAttribute("role", "status");
  document.body.append(say);
  const clean = (node) => {
    const copy = node.cloneNode(true);
    for (const extra of all(".back, .pilcrow, .role, .doubt", copy)) extra.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const text = (selector) => all(selector, top_).slice(0, 1).map(clean)[0];
  const source = [text("h1"), text(".source"), text("time")].filter(Boolean).join(", ");
  const offer = (place, said, anchor) => {
    const button = make("button", { type: "button", className: "copy", textContent: words.copy });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${said()}\n${source}\n${location.href.split("#")[0]}#${anchor}`);
      say.textContent = button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    });
    place.append(" ", button);
  };
  for (const item of all(".said li")) {
    const name = clean(item.closest(".voice").querySelector("h3"));
    const quote = item.querySelector("q, .paraphrase");
    const marks = quote.tagName === "Q" ? words.quotes.split("|") : ["", ""];
    offer(item.querySelector(".kicker"), () => `${name}${words.colon}${marks[0]}${clean(quote)}${marks[1]}`, item.id.replace("said-", "q"));
  }
  for (const item of all(".figures .large > li"))
    offer(item.querySelector(".kicker"), () => clean(item.querySelector("details p")), item.id.replace("figure-", "n"));
  for (const sign of all(".pilcrow"))
    sign.addEventListener("click", () => {
      const paragraph = sign.closest("[id]");
      navigator.clipboard.writeText(`${clean(paragraph)}\n${source}\n${sign.href}`).then(() => { say.textContent = words.copied; });
    });
}

// Tables sort by a column's heading; tables and lists filter by words, whatever their accents.
for (const table of all("table[data-sortable]")) {
  const body = table.tBodies[0];
  const value = (row, at) => row.cells[at].dataset.sort ?? row.cells[at].textContent.trim();
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  all("thead th", table).forEach((head, at) => {
    const button = make("button", { type: "button", className: "sort", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of all("thead th", table)) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const rows = [...body.rows].sort((a, b) => {
        const [one, two] = [value(a, at), value(b, at)];
        if (one === "" || two === "") return (one === "") - (two === ""); // what is blank comes last
        return (isFinite(one) && isFinite(two) ? one - two : order(one, two)) * (down ? -1 : 1);
      });
      body.append(...rows);
    });
  });
}
for (const list of all("[data-filter]")) {
  const items = [...(list.tBodies ? list.tBodies[0].rows : list.children)];
  if (items.length < 8) continue;
  const label = make("label", { className: "filter", textContent: `${words.narrow} ` });
  const field = make("input", { type: "search" });
  label.append(field);
  (list.closest(".scroll") || list).before(label);
  let texts;
  field.addEventListener("input", () => {
    texts ??= items.map((item) => bare(item.textContent));
    const wanted = bare(field.value).split(/\s+/);
    items.forEach((item, at) => { item.hidden = !wanted.every((word) => texts[at].includes(word)); });
  });
}
