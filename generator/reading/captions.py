"""Tell the lines around a text from the text: captions and credits, bylines, page furniture.

All rules look at one line and, at most, at its place; the words come from the lexicons.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.reading import dates
from generator.reading.vocabulary import any_of, vocabulary

__all__ = [
    "Byline",
    "ends_sentence",
    "is_caption",
    "is_closing_credit",
    "is_furniture",
    "is_signature",
    "read_byline",
]

_LONGEST_CAPTION = 400  # characters
_LONGEST_AFFILIATION = 5  # words
_CREDIT_LENGTH = 90
_LONGEST_SENTENCE = 250  # characters of a caption that is a sentence
_LONGEST_FURNITURE = (200, 40)  # characters, with and without a word that follows closely
_MOST_WORDS = 7  # of a credit or a signature
_MOST_AUTHORS = 6
_LONGEST_NAME = 5  # words
_LONGEST_SIGNATURE = 40  # characters, in brackets
_SHORTEST_VIEW = 15  # characters of a caption ahead of its date
_LONGEST_LINE = 120  # of a byline, a signature, a line of furniture
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]\s\u00a0\u202f]*$")
_BRACKETS = re.compile(r"[(\[](.+)[)\]]\.?")
_WORD = re.compile(r"[^\W_][\w'’.&-]*")


class Byline(NamedTuple):
    """Who wrote an article and when it was published, as a line beneath the headline says."""

    author: str | None
    date: str | None


class _Patterns(NamedTuple):
    label: re.Pattern[str]
    opening: re.Pattern[str]
    bracketed: re.Pattern[str]
    slashed: re.Pattern[str]
    tail: re.Pattern[str]
    providers: re.Pattern[str]
    furniture: re.Pattern[str]
    byline: re.Pattern[str]
    parts: re.Pattern[str]
    conjunction: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = vocabulary()
    agency, label, opening = map(any_of, (words.agencies, words.credit_labels, words.credit_openings))
    name = r"[^\W\d_][\w.'’ -]{1,60}"
    names = rf"(?:(?:[^\W\d_a-zà-ÿ][\w.'’-]*+|(?i:{any_of(words.connectors)}|in|at|à|en)\b['’]?|[,&])\s*+)++"
    hand = rf"(?i:{any_of(words.closing_credits)})\s*:?\s+(?=[^\W\d_a-zà-ÿ]){names}"
    close = r"\s*[)\]]?\.?$"
    patterns = {
        "label": rf"[(\[]?\s*(?:{label}\s*(?:[:/|©–—]|-\s)|©|\(c\)\s|®)",
        # «… (Photo by Name)», «… (AP Photo/Name)»
        "bracketed": rf"[(\[]\s*(?:{opening}\s|{agency}\s{label}\b|{label}\s*:).{{1,100}}{close}",
        # «… Name / AFP», «… Reuters/Name»
        "slashed": rf"(?:/\s?{agency}|\b{agency}\s?/\s?{name}){close}",
        # «… via Getty Images», «… Photo AFP», «… AFP Photo», «…. Photo: Name», «…. Handout»
        "tail": rf"\b(?:{any_of(words.credit_links)} {agency}|{label} {agency}|{agency} {label}){close}"
        rf"|[.!?…|–—][\s)»”\"]+(?:{label}\s*:\s.{{2,60}}|{any_of(words.providers)}){close}",
        "providers": rf"(?<![\w-]){any_of(words.providers)}(?![\w-])",
        "furniture": rf"[(\[>→▶►•]*\s*(?:\d+\s+)?{any_of(words.furniture)}\s*(?P<rest>[:!…>→)\]]|$|\s)",
        "byline": rf"{any_of(words.bylines)}\s*:?\s+(?P<name>.+)",
        "parts": rf"\s*[|•·]\s*|\s+[–—-]\s+|(?:,\s*|\.\s+){any_of(words.published)}\s*:?\s+(?=\w)",
        "conjunction": rf"\s+{any_of(words.conjunctions)}\s+|\s*[,&]\s*",
    }
    return _Patterns(
        # «Photo Jean Dupont», «(Photo by …)»: a capital follows
        closing=re.compile(
            rf"(?:(?P<open>[(\[])\s*)?{hand}(?P<more>(?:[;,.]?\s*(?:(?i:and|et)\s+)?{hand})*)[.\s]*[)\]]?\.?"
        ),
        opening=re.compile(rf"[(\[]?\s*(?i:{opening})\s+(?=[A-ZÀ-ÖØ-Þ@])"),
        **{key: re.compile(pattern, re.IGNORECASE) for key, pattern in patterns.items()},
    )


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence or one of its clauses does."""
    return bool(_SENTENCE_END.search(line))


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption or credit, by what it says."""
    if len(line) > _LONGEST_CAPTION:
        return False
    patterns = _patterns()
    if patterns.label.match(line):
        return len(line) <= _LONGEST_LINE or not ends_sentence(line) or _ends_in_credit(line)
    opening = patterns.opening.match(line)
    if opening and (line[0] in "([" or (not ends_sentence(line) and len(line) <= _LONGEST_LINE)):
        return True
    if _ends_in_credit(line):
        return True
    if ends_sentence(line):
        return len(line) <= _LONGEST_SENTENCE and line[-1] != ":" and _shows_picture(line)
    return _shows_picture(line) or _is_credit(line) or _is_dated_view(line)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page around the article: *Lire aussi : …*, *Advertisement*."""
    if len(line) > _LONGEST_FURNITURE[0]:
        return False
    match = _patterns().furniture.match(line)
    if not match:
        return False
    return (
        match["rest"].strip() != ""
        or match.end() >= len(line.rstrip())
        or (not ends_sentence(line) and len(line) <= _LONGEST_FURNITURE[1])
    )


def is_signature(line: str) -> bool:
    """Whether a line that closes an article only names who wrote it: *Jean Dupont*, *(avec AFP)*."""
    inside = _BRACKETS.fullmatch(line)
    line = inside[1] if inside else line
    words = _WORD.findall(line)
    if not 1 <= len(words) <= _MOST_WORDS or (ends_sentence(line) and not re.search(r"\b\w\.$", line)):
        return False
    if inside and len(words) <= _LONGEST_NAME and len(line) <= _LONGEST_SIGNATURE:
        return True
    capitals = [word for word in words if word[0].isupper()]
    return _names_only(line) and bool(capitals) and (len(words) > 1 or _is_agency(line))


def is_closing_credit(line: str) -> bool:
    """Whether a line names several who had a hand in the article: *(Reporting by …; editing by …)*."""
    match = _patterns().closing.fullmatch(line.strip()) if len(line) <= _LONGEST_CAPTION else None
    return bool(match and (match["open"] or match["more"]))


def read_byline(line: str) -> Byline | None:
    """Read a line that only says who wrote the article, or when; None where it says more."""
    if len(line) > _LONGEST_LINE or "\n" in line:
        return None
    author = date = None
    for part in _patterns().parts.split(line.strip()):
        if not part:
            continue
        moment = dates.only_date(part)
        if moment:
            date = date or moment
            continue
        said = _read_author(part)
        if said is None:
            if len(part.split()) <= _LONGEST_AFFILIATION and not ends_sentence(part) and part[0].isupper():
                continue  # «Par Jean Dupont | Le Monde»
            return None
        author = author or said.author
        date = date or said.date
    return Byline(author, date) if author or date else None


def _read_author(part: str) -> Byline | None:
    match = _patterns().byline.match(part)
    if not match:
        return None
    name, date = match["name"].strip(), None
    for comma in re.finditer(r",\s*|\s+(?=\S+\s+\d)", name):
        found = dates.only_date(name[comma.end() :]) or dates.published(name[comma.end() :])
        if found:
            name, date = name[: comma.start()], found
            break
    people = [person for person in _patterns().conjunction.split(name.rstrip(" ,")) if person]
    if (
        not people
        or len(people) > _MOST_AUTHORS
        or (ends_sentence(name) and not re.search(r"\b[A-Z]\.$", name))
    ):
        return None
    first = _WORD.findall(people[0])
    if not 1 <= len(first) <= _LONGEST_NAME or not all(word[0].isupper() for word in (first[0], first[-1])):
        return None
    return Byline(name.rstrip(" ,"), date)


def _ends_in_credit(line: str) -> bool:
    """Whether a line closes with a credit. The signs are looked for first, for speed."""
    patterns = _patterns()
    if "©" in line and re.search(r"©.{2,80}$", line):
        return True
    if line[-1] in ")]" or line[-2:] in (").", "]."):
        at = max(line.rfind("("), line.rfind("["))
        if at >= 0 and patterns.bracketed.match(line, at):
            return True
    start = max(0, len(line) - _CREDIT_LENGTH)
    return ("/" in line and bool(patterns.slashed.search(line, start))) or bool(
        patterns.tail.search(line, start)
    )


def _shows_picture(line: str) -> bool:
    """Whether a line says where in a picture something is, or what kind of picture it is."""
    lower = line.lower()
    for mark in vocabulary().caption_marks:
        if mark in lower and re.search(rf"(?:(?<!\w)|(?!\w)){re.escape(mark)}(?!\w)", lower):
            return True
    return False


def _is_agency(line: str) -> bool:
    return line.strip(" .()[]").lower() in vocabulary().agencies


def _names_only(line: str) -> bool:
    """Whether all words are capitalised or connect names."""
    connectors = vocabulary().connectors
    return all(word[0].isupper() or word.lower() in connectors for word in _WORD.findall(line))


def _is_credit(line: str) -> bool:
    """Whether a short line says where a picture comes from: *IDF Spokesperson*, *AFP*, *NASA/JPL*."""
    inside = _BRACKETS.fullmatch(line)
    line = inside[1] if inside else line
    words = _WORD.findall(line)
    if not 1 <= len(words) <= _MOST_WORDS:
        return False
    known = vocabulary()
    if any(
        part in known.agencies or part in known.providers for part in re.split(r"\s*[/|,–—]\s*", line.lower())
    ):
        return _names_only(line) or len(words) == 1
    # «Les archives de Berlin» is a heading: a credit begins with a name
    others, found = _patterns().providers.subn("", line)
    return bool(found) and len(words) > 1 and words[0].lower() not in known.connectors and _names_only(others)


def _is_dated_view(line: str) -> bool:
    """Whether a line describes a scene and ends in its day: *La Maison Blanche, le 12 décembre 2023*."""
    head, comma, tail = line.rpartition(", ")
    if not comma:
        return False
    if re.fullmatch(r"\d{4}", tail):  # «…, December 12, 2023»
        head, comma, last = head.rpartition(", ")
        tail = f"{last}, {tail}"
    found = dates.only_date(tail)
    return (
        bool(comma) and found is not None and len(found) == len("2023-12-12") and len(head) > _SHORTEST_VIEW
    )
