"""Gold articles for telling who is who across articles, and the B-cubed score on them.

``tests/gold/identity/*.txt``: an article is ``== id language date | tags``, then its actors, as
``kind name (role) ~ other form ~ née name #who``. In ``*_texts.txt`` a headline and a text follow
instead, which go through the annotator, and lines ``#who: form; form`` that say who is meant.

B-cubed (Bagga and Baldwin, 1998): for each sighting, which share of its actor's sightings are of
the same real one (precision), and which share of the real one's sightings are its actor's (recall).
"""

from __future__ import annotations

import re
from pathlib import Path

from generator import identity
from generator.identity import Cast, Ref, Sighting
from generator.index.names import Key, slug
from generator.model import Source

FOLDER = Path(__file__).parents[1] / "gold" / "identity"
_LINE = re.compile(r"(person|organisation|place) ([^(~#]+?)(?: \(([^)]+)\))?((?: ~ [^~#]+?)*) #(\S+)")

Gold = dict[Ref, str]


def read(half: str) -> tuple[list[Cast], Gold]:
    """Read the articles of a half whose actors are given."""
    casts, gold = [], {}
    for head, lines in _articles(FOLDER / f"{half}.txt"):
        path, language, date, tags = head
        sightings = []
        for line in lines:
            match = _LINE.fullmatch(line)
            assert match, line
            kind, name, role, rest, who = match.groups()
            forms = [form.strip() for form in rest.split("~") if form.strip()]
            born = tuple(form[4:] for form in forms if form.startswith("née "))
            local = Key(kind, slug(name))
            plain = {name, *(form for form in forms if not form.startswith("née "))}
            sightings.append(Sighting(local, name, role, tuple(sorted(plain)), born, None, 2))
            gold[Ref(path, local)] = who
        casts.append(Cast(path, language, date, tags, tuple(sightings)))
    return casts, gold


def read_texts(half: str) -> tuple[list[Cast], Gold]:
    """Annotate the articles of a half that are given as text."""
    from generator.annotate.annotator import SpacyAnnotator
    from generator.config import DEFAULT_PIPELINES, Config
    from generator.reading.articles import parse

    articles, meant, heads = [], [], []
    for (path, language, date, tags), lines in _articles(FOLDER / f"{half}_texts.txt"):
        title, *text = [line for line in lines if not line.startswith("#")]
        header = f"---\ntitle: {title!r}\ndate: {date}\nlanguage: {language}\n---\n\n"
        source = Source(f"{path}.md", (header + "\n\n".join(text)).encode(), path)
        articles.append(parse(source, Config(root=FOLDER)))
        who = dict(line[1:].split(": ", 1) for line in lines if line.startswith("#"))
        meant.append({form: name for name, forms in who.items() for form in forms.split("; ")})
        heads.append((language, date, tags))
    casts, gold = [], {}
    for article, annotated, forms, head in zip(
        articles, SpacyAnnotator(DEFAULT_PIPELINES).annotate(articles), meant, heads, strict=True
    ):
        found = identity.cast(article, annotated)
        casts.append(Cast(found.path, *head, found.sightings))
        for sighting in found.sightings:
            names = {forms[form] for form in (sighting.name, *sighting.forms) if form in forms}
            if len(names) == 1:
                gold[Ref(found.path, sighting.local)] = names.pop()
    return casts, gold


def b_cubed(found: dict[Ref, object], gold: Gold) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the sightings of the gold."""
    by_found: dict[object, set[Ref]] = {}
    by_gold: dict[object, set[Ref]] = {}
    for ref, who in gold.items():
        by_found.setdefault(found[ref], set()).add(ref)
        by_gold.setdefault(who, set()).add(ref)
    shared = [(len(by_found[found[ref]] & by_gold[who]), found[ref], who) for ref, who in gold.items()]
    precision = sum(n / len(by_found[key]) for n, key, _ in shared) / len(gold)
    recall = sum(n / len(by_gold[who]) for n, _, who in shared) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def errors(found: dict[Ref, object], gold: Gold) -> list[str]:
    """Describe what was wrongly joined or kept apart."""
    lines = []
    for whole, other, label in ((found, gold, "JOINED"), (gold, found, "APART")):
        groups: dict[object, dict[object, list[Ref]]] = {}
        for ref in sorted(gold):
            groups.setdefault(whole[ref], {}).setdefault(other[ref], []).append(ref)
        lines += [f"{label} {key}: {parts}" for key, parts in groups.items() if len(parts) > 1]
    return lines


def _articles(path: Path):
    for block in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
        head, *lines = [line for line in block.splitlines() if line.strip()]
        words, _, tags = head.partition(" | ")
        name, language, date = words.split()
        yield (name, language, date, tuple(tag.strip() for tag in tags.split(",") if tag.strip())), lines
