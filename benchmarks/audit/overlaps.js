// Texts that run into one another: what a layout from right to left gets wrong first.
() => {
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && getComputedStyle(one).clipPath === "none";
  const texts = "main :is(p, h1, h2, h3, td, th, summary, label), header a, footer p";
  const items = [...document.querySelectorAll(texts)]
    .filter((one) => own(one) && shown(one))
    .map((one) => [one, [...one.getClientRects()].filter((box) => box.width > 1)]);
  const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const start = (one) => one.textContent.trim().slice(0, 40);
  return items.flatMap(([one, a], at) => items.slice(at + 1)
    .filter(([other, b]) => a.some((box) => b.some((its) => cross(box, its)))
      && !one.contains(other) && !other.contains(one))
    .map(([other]) => `${start(one)} / ${start(other)}`));
}
