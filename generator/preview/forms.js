// The forms of the desk: one for each kind of mark. Each says which fields it has, and what has changed.
const french = document.documentElement.lang.startsWith("fr");
export const say = (fr, en) => (french ? fr : en);

export function make(name, about = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(about))
    if (key in node && key !== "list") node[key] = value; else node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const field = (name, text, value, about = {}) => make("label", {}, text, make("input", { name, value, autocomplete: "off", ...about }));
const area = (name, text, value) => make("label", {}, text, make("textarea", { name, value, rows: 1 }));
const choice = (name, text, value, choices) => {
  const select = make("select", { name }, ...choices.map(([key, shown]) => make("option", { value: key, textContent: shown })));
  select.value = value;
  return make("label", {}, text, select);
};
const pair = (...fields) => make("div", { className: "pair" }, ...fields);
const check = (name, text, checked) =>
  make("label", { className: "check" }, make("input", { name, type: "checkbox", checked }), text);

const KINDS = [["person", say("personne", "person")], ["organisation", say("organisation", "organisation")], ["place", say("lieu", "place")]];
const STYLES = [["direct", say("directe", "direct")], ["indirect", say("indirecte", "indirect")], ["mixed", say("mixte", "mixed")]];
const QUALIFIERS = [
  ["exact", say("exactement", "exactly")], ["about", say("environ", "about")], ["more_than", say("plus de", "more than")],
  ["less_than", say("moins de", "less than")], ["at_least", say("au moins", "at least")], ["at_most", say("au plus", "at most")],
  ["range", say("fourchette", "a range")],
];

// "1,29" → 1.29; "10-15" and "[10, 15]" → [10, 15].
export function number(written) {
  const plain = written.replace(/[\s\u202f_]/g, "");
  const range = plain.match(/^\[?(-?[\d.]+)[,;–-](-?[\d.]+)\]$|^(-?[\d.]+)[;–-](-?[\d.]+)$/);
  const ends = range ? [range[1] ?? range[3], range[2] ?? range[4]].map(Number) : [Number(plain.replace(",", "."))];
  if (!plain || ends.some(Number.isNaN)) throw new Error(say("Écrivez la valeur en chiffres : 1290000, ou 10-15.", "Write the value in figures: 1290000, or 10-15."));
  return range ? ends : ends[0];
}

// What stands in digits in some words, as a first proposal.
const digits = (words) => (words.match(/\d[\d\s\u202f]*(?:[.,]\d+)?/)?.[0] ?? "").trim().replace(/[\s\u202f]/g, "");

export const FORMS = {
  quote: {
    name: say("Citation", "Quotation"), not: say("Ce n’est pas une citation", "Not a quotation"),
    fields: (it) => [field("speaker", say("Qui parle", "Speaker"), it.speaker, { list: "names" }), choice("kind", say("Citation", "Quotation"), it.kind || "direct", STYLES)],
  },
  number: {
    name: say("Chiffre", "Figure"), not: say("Ce n’est pas un chiffre", "Not a figure"),
    fields: (it) => [
      pair(field("value", say("Valeur", "Value"), it.value ?? digits(it.text), { inputMode: "decimal", required: true }), field("unit", say("Unité", "Unit"), it.unit, { placeholder: "%, EUR, km…" })),
      field("of", say("De quoi", "Of what"), it.of), choice("qualifier", say("Précision", "Qualifier"), it.kind || "exact", QUALIFIERS),
    ],
    read: { value: number },
  },
  date: {
    name: "Date", not: say("Ce n’est pas une date", "Not a date"),
    fields: (it) => [field("value", say("Date : 2026-03-03, 2026-03 ou 2026", "Date: 2026-03-03, 2026-03 or 2026"), it.value, { pattern: "[\\d\\/\\-]*" })],
  },
  actor: {
    name: say("Acteur ou lieu", "Actor or place"), not: say("Ce n’est ni un acteur ni un lieu", "Neither an actor nor a place"),
    fields: (it) => [
      field(it.at ? "rename" : "name", say("Nom", "Name"), it.text, { required: true, ...(it.at ? {} : { list: "names" }) }),
      pair(choice("kind", say("Nature", "Kind"), it.kind || "person", KINDS), field("role", say("Fonction", "Role"), it.role)),
      check("key", say("acteur clé de l’article", "key actor of the article"), it.key ?? false),
    ],
  },
  note: {
    name: say("Note", "Note"), not: say("Supprimer la note", "Delete the note"),
    fields: (it) => [area("text", say("Note dans la marge (Markdown)", "Note in the margin (Markdown)"), it.value)],
  },
};

// Return the fields of a form as they were shown, to be compared with what is sent.
const state = (form) =>
  Object.fromEntries([...form.elements].filter((one) => one.name && one.name !== "words").map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value.trim()]));

// Build a form for a mark (``it`` as the desk lists it) or for new words. ``values`` says what has changed.
export function build(it) {
  const kind = FORMS[it.layer], fresh = !it.at;
  const form = make("form", {}, make("h3", { textContent: kind.name }));
  const words = it.layer === "actor" && it.at ? null : make("textarea", { name: "words", rows: 1, value: it.exact ?? it.text, readOnly: it.layer === "note" && !fresh });
  if (words) form.append(make("label", {}, say("Mots du texte (sélectionnez-en d’autres pour les changer)", "Words of the text (select others to change them)"), words));
  form.append(...kind.fields({ ...it, value: fresh && it.layer === "number" ? undefined : it.value ?? "", speaker: it.speaker ?? "", unit: it.unit ?? "", of: it.of ?? "", role: it.role ?? "" }));
  const before = state(form);
  const values = () => {
    const now = state(form);
    const sent = Object.entries(now).filter(([name, value]) => name in before && (fresh ? value !== "" && value !== false : value !== before[name]));
    return Object.fromEntries(sent.map(([name, value]) => [name, kind.read?.[name] && value !== "" ? kind.read[name](value) : value]));
  };
  return { form, words, values };
}
