// Added by «breves watch --edit» to the briefs it serves, never to the site itself: corrections by hand.
(() => {
  const { page, token } = document.currentScript.dataset;
  const french = document.documentElement.lang.startsWith("fr");
  const say = (fr, en) => (french ? fr : en);
  const address = "/.breves/desk?page=" + encodeURIComponent(page);
  let annotations = [], selected = null;

  const host = document.createElement("div");
  host.id = "breves-desk";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: fixed; inset: auto auto 1rem 1rem; z-index: 2147483646; font: 15px/1.45 system-ui, sans-serif; }
    section { color: #1a1a1a; background: #fff; border: 1px solid #777; border-radius: 6px; padding: .8rem 1rem;
      width: min(24rem, 88vw); max-height: 70vh; overflow: auto; margin-bottom: .5rem; box-shadow: 0 2px 14px #0005; }
    button, input, select { font: inherit; color: #1a1a1a; background: #fff; border: 1px solid #767676;
      border-radius: 4px; padding: .25rem .55rem; max-width: 100%; box-sizing: border-box; }
    button { cursor: pointer; } button:focus-visible, input:focus-visible, select:focus-visible {
      outline: 3px solid #1a5fb4; outline-offset: 1px; }
    ul { list-style: none; margin: .3rem 0; padding: 0; } li button { width: 100%; text-align: start; margin: .1rem 0; }
    label { display: block; margin: .4rem 0; } label input:not([type=checkbox]), label select { display: block; width: 100%; }
    h2 { font-size: 1rem; margin: .5rem 0 .2rem; } .doubtful::after { content: " ?"; color: #9a3412; font-weight: 700; }
    .editor::after { content: " ✓"; color: #1a7f37; } [role=alert] { color: #a40000; font-weight: 600; }
    blockquote { margin: .3rem 0; padding-inline-start: .6rem; border-inline-start: 3px solid #bbb; }`);
  root.adoptedStyleSheets = [sheet];
  const make = (name, about = {}, ...children) => {
    const node = Object.assign(document.createElement(name), about);
    node.append(...children);
    return node;
  };
  const panel = make("section", { hidden: true });
  panel.setAttribute("aria-label", say("Corrections", "Corrections"));
  const opener = make("button", { type: "button", textContent: say("Corriger", "Correct") });
  opener.setAttribute("aria-expanded", "false");
  root.append(panel, opener);
  document.documentElement.append(host);

  const ask = async (where, options = {}) => {
    const answer = await fetch(where, { ...options, headers: { "X-Breves-Token": token, "Content-Type": "application/json" } });
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.problem);
    return found;
  };
  const complain = error => {
    panel.querySelector("[role=alert]")?.remove();
    const line = make("p", { textContent: error.message });
    line.setAttribute("role", "alert");
    panel.prepend(line);
  };
  const send = async (action, undo = false) => {
    try {
      await ask(address + (undo ? "&undo=1" : ""), { method: "POST", body: JSON.stringify(action) });
      await list();
      if (!panel.hidden) panel.querySelector("button:enabled")?.focus();
    } catch (error) { complain(error); }
  };

  const field = (name, text, value, attributes = {}) =>
    make("label", {}, text, Object.assign(make("input", { name, value }), attributes));
  const choice = (name, text, value, choices) => {
    const select = make("select", { name }, ...choices.map(([key, shown]) => make("option", { value: key, textContent: shown })));
    select.value = value;
    return make("label", {}, text, select);
  };
  const kinds = [["person", say("personne", "person")], ["organisation", say("organisation", "organisation")], ["place", say("lieu", "place")]];
  const styles = [["direct", say("directe", "direct")], ["indirect", say("indirecte", "indirect")], ["mixed", say("mixte", "mixed")]];

  // The fields of each layer, and what the form says of them as a correction.
  const forms = {
    quote: it => [[field("speaker", say("Qui parle", "Speaker"), it.speaker), choice("kind", say("Citation", "Quotation"), it.kind || "direct", styles)],
      of => ({ speaker: of("speaker"), kind: of("kind") }), say("Ce n’est pas une citation", "Not a quotation")],
    number: it => [[field("value", say("Valeur", "Value"), it.value, { inputMode: "decimal" }), field("unit", say("Unité", "Unit"), it.unit), field("of", say("De quoi", "Of what"), it.of)],
      of => ({ ...(of("value") ? { value: JSON.parse(of("value").replace(",", of("value").startsWith("[") ? "," : ".")) } : {}), unit: of("unit"), of: of("of") }), say("Ce n’est pas un chiffre", "Not a figure")],
    date: it => [[field("value", say("Date (2024-02-03)", "Date (2024-02-03)"), it.value)], of => ({ value: of("value") }), say("Ce n’est pas une date", "Not a date")],
    actor: it => [[field("rename", say("Nom", "Name"), it.text), choice("kind", say("Nature", "Kind"), it.kind, kinds),
      make("label", {}, Object.assign(make("input", { name: "key", type: "checkbox" }), { checked: it.key }), " ", say("acteur clé", "key actor")),
      choice("merge", say("Le même que", "The same as"), "", [["", "–"], ...annotations.filter(one => one.layer === "actor" && one.at !== it.at).map(one => [one.text, one.text])])],
      (of, form) => ({ kind: of("kind"), key: form.elements.key.checked, ...(of("rename") && of("rename") !== it.text ? { rename: of("rename") } : {}), ...(of("merge") ? { merge: of("merge") } : {}) }),
      say("Retirer", "Remove")],
    note: () => [[field("text", say("Note dans la marge (Markdown)", "Note in the margin (Markdown)"), "")], of => ({ text: of("text") }), ""],
  };

  function edit(it, words = null) {
    const [fields, values, removal] = forms[it.layer](it);
    const form = make("form", {}, make("blockquote", { textContent: words ? words.exact : it.text }), ...fields);
    const of = name => form.elements[name].value.trim();
    const target = words ? { layer: it.layer, ...words } : { layer: it.layer, at: it.at };
    form.append(make("button", { textContent: say("Enregistrer", "Save") }), " ");
    if (removal && !words) {
      const remove = make("button", { type: "button", textContent: removal });
      remove.onclick = () => send({ ...target, values: { remove: true } });
      form.append(remove, " ");
    }
    if (it.layer === "quote" && !words && selected) {
      const retype = make("button", { type: "button", textContent: say("Prendre les mots sélectionnés", "Take the selected words") });
      const taken = selected;
      retype.onclick = () => send({ layer: "quote", ...taken, values: values(of, form) });
      form.append(retype, " ");
    }
    const back = make("button", { type: "button", textContent: say("Retour", "Back") });
    back.onclick = list;
    form.append(back);
    form.onsubmit = event => {
      event.preventDefault();
      try { send({ ...target, values: values(of, form) }); } catch (error) { complain(error); }
    };
    form.querySelector("[name=speaker]")?.setAttribute("list", "names");
    panel.replaceChildren(form, names);
    open(true);
    form.querySelector("input, select").focus();
  }

  const names = make("datalist", { id: "names" });
  const titles = { quote: say("Citations", "Quotations"), number: say("Chiffres", "Figures"), date: say("Dates", "Dates"), actor: say("Acteurs et lieux", "Actors and places") };
  async function list() {
    try {
      const found = await ask(address);
      annotations = found.annotations;
      names.replaceChildren(...found.names.map(value => make("option", { value })));
      const parts = [];
      const undo = make("button", { type: "button", textContent: say("Annuler la dernière correction", "Undo the last correction"), disabled: !found.undo });
      undo.onclick = () => send({}, true);
      parts.push(undo);
      if (selected) {
        const words = selected;
        const quote = make("button", { type: "button", textContent: say("Citer la sélection", "Quote the selection") });
        quote.onclick = () => edit({ layer: "quote", speaker: "", kind: "direct" }, words);
        const note = make("button", { type: "button", textContent: say("Annoter la sélection", "Note on the selection") });
        note.onclick = () => edit({ layer: "note" }, words);
        parts.push(" ", quote, " ", note);
      }
      for (const [layer, title] of Object.entries(titles)) {
        const here = annotations.filter(one => one.layer === layer);
        if (here.length) parts.push(make("h2", { textContent: title }), make("ul", {}, ...here.map(one => {
          const button = make("button", { type: "button", className: one.rule === "editor" ? "editor" : one.doubtful ? "doubtful" : "",
            textContent: (one.speaker ? one.speaker + " : " : "") + one.text });
          button.dataset.at = one.at;
          button.onclick = () => edit(one);
          return make("li", {}, button);
        })));
      }
      panel.replaceChildren(...parts);
    } catch (error) { panel.replaceChildren(); complain(error); }
  }

  function open(wanted) {
    panel.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
  }
  opener.onclick = async () => {
    open(panel.hidden);
    if (!panel.hidden) { await list(); panel.querySelector("button:enabled")?.focus(); }
  };
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !panel.hidden) { open(false); opener.focus(); }
  });

  // While the panel is open, a click on a mark opens its form.
  document.addEventListener("click", event => {
    const mark = event.target.closest?.("mark[class]");
    if (panel.hidden || !mark) return;
    const at = mark.dataset.who && !mark.classList.contains("quote") ? mark.dataset.who : mark.id;
    const found = annotations.find(one => one.at === at);
    if (found) { event.preventDefault(); edit(found); }
  }, true);

  document.addEventListener("selectionchange", () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const text = range && document.querySelector(".text");
    const exact = range ? String(getSelection()).trim() : "";
    if (!exact || !text?.contains(range.commonAncestorContainer)) { if (exact) selected = null; return; }
    const around = (end, from) => {
      const part = document.createRange();
      part.selectNodeContents(end.nodeType === Node.TEXT_NODE ? end.parentNode : end);
      if (from === "start") part.setEnd(range.startContainer, range.startOffset); else part.setStart(range.endContainer, range.endOffset);
      return String(part).trim();
    };
    selected = { exact, prefix: around(range.startContainer, "start").slice(-40), suffix: around(range.endContainer, "end").slice(0, 40) };
  });
  document.addEventListener("breves:update", () => { if (!panel.hidden && !panel.querySelector("form")) list(); });
})();
