// Added by «breves watch --edit» to the briefs it serves, never to the site itself: corrections by hand.
import { FORMS, build, make, say } from "/.breves/forms.js";
import { meant, selected } from "/.breves/selection.js";

const { page, token } = document.querySelector("script[data-token]").dataset;
const address = "/.breves/desk?page=" + encodeURIComponent(page);
let marks = [], actors = [], words = null, current = null, turn = 0;

const host = make("div", { id: "breves-desk" });
const root = host.attachShadow({ mode: "open" });
const title = make("h2", { id: "title", textContent: say("Corrections", "Corrections") });
const undo = make("button", { type: "button", textContent: say("Annuler", "Undo"), title: say("Reprendre la dernière correction", "Take the last correction back"), disabled: true });
const list_ = make("a", { href: "/.breves/check", textContent: say("À vérifier", "To check") });
const close = make("button", { type: "button", className: "close", textContent: "×", ariaLabel: say("Fermer", "Close") });
const status = make("p", { className: "status", role: "status" });
const alert = make("p", { role: "alert", hidden: true });
const body = make("div", { className: "body" });
const names = make("datalist", { id: "names" });
const panel = make("section", { className: "panel", hidden: true, "aria-labelledby": "title" },
  make("div", { className: "bar" }, title, list_, undo, close, status, alert), body);
const opener = make("button", { type: "button", className: "opener", textContent: say("Corriger", "Correct"), title: "Alt+C" });
opener.setAttribute("aria-expanded", "false");
host.hidden = true;  // until it is styled
root.append(make("link", { rel: "stylesheet", href: "/.breves/editor.css", onload: () => { host.hidden = false; } }), opener, panel, names);
document.documentElement.append(host);

async function ask(where, action) {
  const headers = { "X-Breves-Token": token, "Content-Type": "application/json" };
  const answer = await fetch(where, action ? { method: "POST", body: JSON.stringify(action), headers } : { headers });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.problem);
  return found;
}

function complain(error) {
  alert.textContent = error.message;
  alert.hidden = false;
  status.textContent = "";
}
function hush() { alert.hidden = true; }

// Send what is to be written down; the page follows by itself.
async function send(where, action, done) {
  hush();
  try {
    await ask(where, action);
    status.textContent = done;
    words = null;
    await list();
    (body.querySelector(`[data-at="${action.at}"]`) ?? body.querySelector("input"))?.focus();
  } catch (error) { complain(error); }
}
const correct = (action) => send(address, action, say("Enregistré.", "Saved."));
const register = (say_, one, other = "") => send("/.breves/registry", { say: say_, one, other }, say("Écrit dans le registre.", "Written to the registry."));
undo.onclick = () => send("/.breves/undo", {}, say("La dernière correction est reprise.", "The last correction is taken back."));

// The actor that somebody names, by name alone or with what sets it apart.
const labelled = (one) => (actors.filter((other) => other.name === one.name).length > 1 ? `${one.name} (${one.told})` : one.name);
const named = (written) => actors.find((one) => labelled(one) === written) ?? actors.find((one) => one.name.toLowerCase() === written.toLowerCase());
const button = (text, onclick, className = "") => make("button", { type: "button", textContent: text, onclick, className });

function edit(it, { clicked = null, around = null } = {}) {
  hush();
  current = null;
  turn++;
  const { form, words: field, values } = build(it);
  const quoted = field?.value, chosen = it.exact ? { exact: it.exact, prefix: it.prefix, suffix: it.suffix } : null;
  let taken = it.at ? null : chosen;
  const target = () => {
    const given = field && !field.readOnly ? field.value.trim() : "";
    if (!given || ((it.at || it.instead) && given === quoted.trim())) return { layer: it.layer, at: it.at ?? it.instead ?? "" };
    return { layer: it.layer, at: it.at ?? it.instead ?? "", ...(taken?.exact === given ? taken : { exact: given }) };
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    try { correct({ ...target(), values: values() }); } catch (error) { complain(error); }
  };
  const actions = make("div", { className: "row" }, make("button", { className: "main", textContent: say("Enregistrer", "Save") }));
  actions.append(button(say("Retour", "Back"), () => list({ focus: it.at })));
  if (it.at) actions.append(button(FORMS[it.layer].not, () => correct({ layer: it.layer, at: it.at, ...(it.layer === "note" ? { forget: true } : { values: { remove: true } }) }), "danger"));
  form.append(actions);
  const more = make("div", { className: "row" });
  if (it.at && it.settled && it.layer !== "note") more.append(button(say("Revenir à la lecture automatique", "Back to the automatic reading"), () => correct({ layer: it.layer, at: it.at, forget: true }), "plain"));
  if (it.at && it.layer !== "note") {
    more.append(button(say("Annoter ce passage", "Note on this passage"), () => edit({ layer: "note", text: it.exact ?? it.text, instead: it.at, ...(clicked && { ...clicked, instead: "" }) }), "plain"));
  }
  if (around) more.append(button(say("La citation autour", "The quotation around it"), () => edit(around), "plain"));
  if (clicked && it.layer === "actor") more.append(button(say("Ici, ce n’est pas lui", "Not this one here"), () => correct({ layer: "actor", at: it.at, ...clicked, values: { remove: true } }), "plain"));
  if (more.childElementCount) form.append(more);
  if (it.actor) form.append(everywhere(it));
  if (it.rule) form.append(make("p", { className: "hint", textContent: it.settled ? say("Établi par la rédaction.", "Settled by an editor.") : say("Règle : ", "Rule: ") + it.rule }));
  body.replaceChildren(form);
  open(true);
  (form.querySelector("[name=speaker], [name=value], [name=text], [name=rename], [name=name]") ?? form.elements[0]).focus();
  if (it.at && !clicked) point(it);
  if (field && !field.readOnly) current = (selection) => { field.value = selection.exact; taken = selection; };
}

// Show where in the text a mark is, above the desk where that lies over the page.
function point(it) {
  for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  const mark = document.getElementById(it.layer === "actor" ? it.at.toLowerCase() : it.at);
  mark?.classList.add("lit");
  mark?.scrollIntoView({ block: wide.matches ? "center" : "start" });
}

// A person and a place are never one; all else may have been taken for the wrong kind.
const fits = (one, other) => one === other || one === "organisation" || other === "organisation";

// What is said of an actor in all articles stands in the registry.
function everywhere(it) {
  const box = make("fieldset", {}, make("legend", { textContent: say("Dans tous les articles", "In all articles") }));
  if (!it.hidden) {
    const same = make("input", { name: "same", autocomplete: "off", list: "known" });
    const others = make("datalist", { id: "known" }, ...actors.filter((one) => one.id !== it.actor && fits(one.id.split("/")[0], it.actor.split("/")[0])).map((one) => make("option", { value: labelled(one), label: one.told ?? "" })));
    const merge = () => {
      const other = named(same.value.trim());
      if (other) register("merge", it.actor, other.id);
      else complain(new Error(say("Choisissez un nom de la liste.", "Choose a name from the list.")));
    };
    same.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); merge(); } };
    box.append(make("label", {}, say("Le même que", "The same as"), same), others,
      make("div", { className: "row" }, button(say("Réunir les deux", "Merge the two"), merge), button(say("Ne plus montrer", "Hide"), () => register("hide", it.actor), "danger")));
  } else {
    box.append(make("p", { className: "hint", textContent: say("La rédaction ne montre pas cet acteur.", "The editors hide this actor.") }),
      button(say("Montrer de nouveau", "Show again"), () => register("show", it.actor)));
  }
  return box;
}

// Words to mark: those that are selected, or typed here.
function adding() {
  const field = make("textarea", { name: "words", rows: 1, value: words?.exact ?? "" });
  const mark = (layer, more = {}) => () => {
    const exact = field.value.trim();
    if (!exact) return complain(new Error(say("Sélectionnez des mots du texte, ou tapez-les.", "Select words of the text, or type them.")));
    const about = words?.exact === exact ? words : { exact };
    edit({ layer, text: exact, ...about, ...more });
  };
  current = (selection) => { words = selection; field.value = selection.exact; };
  return make("div", { className: "new" },
    make("label", {}, say("Mots à marquer : sélectionnez-les dans le texte", "Words to mark: select them in the text"), field),
    make("div", { className: "row" },
      button(say("Citation", "Quotation"), mark("quote")), button(say("Chiffre", "Figure"), mark("number")), button("Date", mark("date")),
      button(say("Personne", "Person"), mark("actor", { kind: "person" })), button(say("Organisation", "Organisation"), mark("actor", { kind: "organisation" })),
      button(say("Lieu", "Place"), mark("actor", { kind: "place" })), button("Note", mark("note"))));
}

const TITLES = { note: say("Notes", "Notes"), quote: say("Citations", "Quotations"), number: say("Chiffres", "Figures"), actor: say("Acteurs et lieux", "Actors and places"), date: "Dates" };

function item(one) {
  const state = one.settled ? "settled" : one.doubtful ? "doubtful" : "";
  const line = make("button", { type: "button", onclick: () => edit(one) });
  line.dataset.at = one.at;
  if (one.layer === "quote") line.append(make("span", { className: "who", textContent: one.speaker || say("source non nommée", "unnamed source") }));
  line.append(make("span", { textContent: one.text, className: one.hidden ? "hidden-actor" : "" }));
  if (state) line.append(make("span", { className: "sign", textContent: state === "settled" ? "✓" : "?", title: state === "settled" ? say("établi par la rédaction", "settled by an editor") : say("incertain", "uncertain") }));
  if (one.layer === "number" && (one.of || one.unit)) line.append(make("span", { className: "of", textContent: ` ${[one.unit, one.of].filter(Boolean).join(" ")}` }));
  return make("li", { className: state }, line);
}

async function list({ focus = "" } = {}) {
  const mine = ++turn;
  try {
    const found = await ask(address);
    if (mine !== turn) return;  // something else has been opened meanwhile
    ({ marks, actors } = found);
    undo.disabled = !found.undo;
    const here = new Set(marks.filter((one) => one.layer === "actor").map((one) => one.text));
    names.replaceChildren(...[...new Set([...here, ...actors.map((one) => one.name)])].map((value) => make("option", { value })));
    const parts = [adding()];
    for (const [layer, text] of Object.entries(TITLES)) {
      const some = marks.filter((one) => one.layer === layer);
      if (some.length) parts.push(make("h3", { textContent: text }), make("ul", {}, ...some.map(item)));
    }
    const scroll = body.scrollTop;
    body.replaceChildren(...parts);
    body.scrollTop = scroll;
    if (focus) body.querySelector(`[data-at="${focus}"]`)?.focus();
  } catch (error) { body.replaceChildren(); complain(error); }
}

// On a wide screen the page makes room for the desk.
const wide = matchMedia("(min-width: 64rem)");
function open(wanted) {
  panel.hidden = !wanted;
  opener.hidden = wanted;
  opener.setAttribute("aria-expanded", String(wanted));
  document.documentElement.style.paddingInlineEnd = wanted && wide.matches ? "23rem" : "";
}
wide.onchange = () => open(!panel.hidden);
const leave = () => { hush(); open(false); status.textContent = ""; opener.focus(); };
const enter = async () => { words = selected() ?? words; open(true); await list(); body.querySelector("textarea, button")?.focus(); };
opener.onclick = enter;
close.onclick = leave;

document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code === "KeyC") { event.preventDefault(); panel.hidden ? enter() : leave(); }
  else if (event.key === "Escape" && !panel.hidden) body.querySelector("form") ? list() : leave();
  else if (event.key === "z" && (event.ctrlKey || event.metaKey) && root.activeElement && !root.activeElement.matches("input, textarea") && !undo.disabled) { event.preventDefault(); undo.click(); }
});

// While the desk is open, a click on a mark opens its form.
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(".text mark[class], .brief h1 mark[class]");
  if (panel.hidden || !mark || selected()) return;
  const of = (one) => { const { at, words: said } = meant(one); return [marks.find((other) => other.at === at), said]; };
  const [found, clicked] = of(mark);
  if (!found) return;
  event.preventDefault();
  const outer = mark.parentElement.closest("mark.quote");
  edit(found, { clicked, around: outer && of(outer)[0] });
}, true);

document.addEventListener("selectionchange", () => {
  const found = selected();
  if (!found) return;
  words = found;
  if (!panel.hidden) current?.(found);
});
// Who comes from the desk's list finds the form open.
const came = document.referrer && new URL(document.referrer).pathname === "/.breves/check" ? location.hash.slice(1) : "";
if (came) enter().then(() => {
  const found = marks.find((one) => one.at === came);
  if (found) edit(found);
});

document.addEventListener("breves:update", () => { if (!panel.hidden && !body.querySelector("form")) list(); });
