// Words of the article as a person selects or clicks them: what a correction quotes, with the words around.
const AROUND = 40;  // characters of context
const PLACES = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre";

// The text of a range without what is not the article's: ways back, permalinks, notes.
function text(range) {
  const part = range.cloneContents();
  for (const extra of part.querySelectorAll(".back, .pilcrow, .notes")) extra.remove();
  for (const block of part.querySelectorAll(PLACES)) block.append(" ");
  return part.textContent.replace(/\s+/g, " ");
}

const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

function quoted(range) {
  const exact = text(range).trim();
  if (!exact) return null;
  const before = document.createRange(), after = document.createRange();
  const first = element(range.startContainer).closest(PLACES), last = element(range.endContainer).closest(PLACES);
  if (!first || !last) return null;
  before.selectNodeContents(first);
  before.setEnd(range.startContainer, range.startOffset);
  after.selectNodeContents(last);
  after.setStart(range.endContainer, range.endOffset);
  return { exact, prefix: text(before).trim().slice(-AROUND), suffix: text(after).trim().slice(0, AROUND) };
}

// The words that are selected in the article, or null.
export function selected() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed) return null;
  const within = element(range.commonAncestorContainer);
  return within.closest(".text, .brief h1") && !within.closest(".notes") ? quoted(range) : null;
}

// The id of the annotation that a mark is of, and the words of this mention of an actor.
export function meant(mark) {
  if (mark.dataset.who && !mark.classList.contains("quote")) {
    const range = document.createRange();
    range.selectNodeContents(mark);
    return { at: mark.dataset.who, words: quoted(range) };
  }
  // A mark that is cut has its id on the first piece.
  const kind = mark.classList[0], all = [...document.querySelectorAll(`mark.${kind}`)];
  for (let at = all.indexOf(mark); at >= 0; at--) if (all[at].id) return { at: all[at].id, words: null };
  return { at: "", words: null };
}
