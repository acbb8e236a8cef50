// Added by «breves watch» to the pages it serves, never to the site itself.
(() => {
  const say = (fr, en) => (document.documentElement.lang.startsWith("fr") ? fr : en);
  const here = document.currentScript.dataset.page;
  const events = new EventSource("/.breves/events?page=" + encodeURIComponent(here));

  // Make one node like another, touching only what differs, so that scroll, focus and open details stay.
  function morph(old, wanted) {
    if (old.isEqualNode(wanted)) return;
    if (old.nodeType !== wanted.nodeType || old.nodeName !== wanted.nodeName) return old.replaceWith(wanted);
    if (old.nodeType !== Node.ELEMENT_NODE) { old.nodeValue = wanted.nodeValue; return; }
    for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of wanted.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const before = [...old.childNodes], after = [...wanted.childNodes];
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start++;
    let end = 0;
    while (end < before.length - start && end < after.length - start &&
           before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])) end++;
    const from = before.slice(start, before.length - end), to = after.slice(start, after.length - end);
    to.forEach((node, at) => {
      if (at < from.length) morph(from[at], node);
      else old.insertBefore(node, before[before.length - end] || null);
    });
    from.slice(to.length).forEach(node => node.remove());
  }

  async function update() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const scripts = root => [...root.querySelectorAll("script[src]")].map(script => script.outerHTML).join();
    if (scripts(page) !== scripts(document)) return location.reload();
    document.getElementById("breves-problems")?.remove();
    document.title = page.title;
    morph(document.body, page.body);
    show(problems);
    document.dispatchEvent(new Event("breves:update"));
  }

  let problems = [];
  function show(found) {
    problems = found;
    document.getElementById("breves-problems")?.remove();
    if (!found.length) return;
    const host = document.createElement("div");
    host.id = "breves-problems";
    host.setAttribute("role", "alert");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();  // an element with styles in it is against the page's policy
    sheet.replaceSync(`:host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
      section { max-height: 50vh; overflow: auto; padding: 1rem 1.5rem; font: 15px/1.5 system-ui, sans-serif;
        color: #fff; background: #7a1020; box-shadow: 0 -2px 12px #0006; }
      code { font-weight: 700; } p { margin: 0 0 .6rem; } em { color: #ffd7d0; font-style: normal; } a { color: inherit; }`);
    const section = document.createElement("section");
    for (const { place, problem, remedy } of found) {
      const line = document.createElement("p"), code = document.createElement("code"), mend = document.createElement("em");
      code.textContent = place;
      mend.textContent = remedy;
      line.append(code, place ? ": " : "", problem, " ", mend);
      section.append(line);
    }
    const desk = document.createElement("a");
    desk.href = "/.breves/check";
    desk.textContent = say("Tout ce qu’il y a à vérifier", "All that there is to check");
    section.append(desk);
    root.adoptedStyleSheets = [sheet];
    root.append(section);
    document.documentElement.append(host);
  }

  events.addEventListener("page", update);
  events.addEventListener("styles", () => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const fresh = link.cloneNode();
      const address = new URL(link.href);
      address.searchParams.set("at", Date.now());
      fresh.href = address;
      fresh.onload = () => link.remove();
      link.after(fresh);
    }
  });
  events.addEventListener("problems", event => show(JSON.parse(event.data)));
  let lost = false;
  events.onerror = () => { lost = true; };
  events.onopen = () => { if (lost) update(); lost = false; };
  addEventListener("pagehide", () => events.close());
})();
