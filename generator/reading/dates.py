"""Dates as people write them → ISO 8601, as precise as they are.

``read`` takes one from the start of a string, ``normalise`` a whole one, ``split_prefix`` one that stands
ahead of a headline, ``find_dateline`` that of a paragraph, ``in_path`` that of a file's name.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from generator.reading.vocabulary import any_of, vocabulary

__all__ = ["Found", "find_dateline", "in_path", "normalise", "only_date", "published", "read", "split_prefix"]


class Found(NamedTuple):
    """A date in ISO 8601 and the position in the string just after it."""

    iso: str
    end: int


class _Patterns(NamedTuple):
    date: re.Pattern[str]
    prefix: re.Pattern[str]
    published: re.Pattern[str]
    time: re.Pattern[str]


_SEPARATOR = r"\s*(?:[-–—―|:•·]|\.\s*[-–—―])\s*"
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])(?:\2([0-3]\d))?(?!\d)")
_DASH = re.compile(r"\s[-–—―]{1,2}\s|\.\s*[-–—―]\s|\)\s*[-–—―:]")
_AFTER_DATE = re.compile(r"[\s,.;]*(?:\([^)]{1,40}\)?|[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?)?[\s,.;]*")
_FULL_STOP = re.compile(r"\.\s+[^\W\d_a-zà-ÿ]")
_LONGEST_DATELINE = 100  # characters ahead of its dash
_MOST_PLACES = 8  # words ahead of its date
_MONTHS = 12


@cache
def _patterns() -> _Patterns:
    words = vocabulary()
    month = any_of(words.months)
    ordinal = any_of(words.ordinals)
    weekday = rf"(?:{any_of(words.weekdays)}\.?,?\s+)?"
    year = r"(?P<{}>(?:1[0-9]|20|21)\d\d)(?!\d)"
    clock = r"(?:[T ](?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
    written = rf"{weekday}(?:(?P<d>\d{{1,2}}){ordinal}?\s+)?(?P<m>{month})\b\.?,?\s+{year.format('y')}"
    american = rf"{weekday}(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}}){ordinal}?,?\s+{year.format('y2')}"
    iso = rf"{year.format('y3')}(?P<s>[-/.])(?P<m3>\d{{1,2}})(?!\d)(?:(?P=s)(?P<d3>\d{{1,2}})(?!\d){clock})?"
    numeric = rf"{weekday}(?P<a>\d{{1,2}})(?P<s2>[-/.])(?P<b>\d{{1,2}})(?P=s2){year.format('y4')}"
    a_date = re.compile(rf"(?:{written}|{american}|{iso}|{numeric})", re.IGNORECASE)
    return _Patterns(
        date=a_date,
        prefix=re.compile(
            rf"{any_of(words.date_words)}\s*:?\s+(?=\d|{month}|{any_of(words.weekdays)})", re.IGNORECASE
        ),
        published=re.compile(rf"{any_of(words.published)}\b\s*:?\s*", re.IGNORECASE),
        time=re.compile(
            rf"\s*(?:(?:[,;@|•·–—-]|{any_of(words.time_words)})?\s*\d{{1,2}}\s?[h:.]\s?(?:\d\d)?(?::\d\d)?"
            r"\s?(?:[ap]\.?m\.?)?\s?\(?(?:[A-Z]{2,5})?\)?)?\s*[.,;]?",
            re.IGNORECASE,
        ),
    )


def read(text: str, at: int = 0) -> Found | None:
    """Read the date that stands at ``at``. An impossible one is none."""
    match = _patterns().date.match(text, at)
    if not match:
        return None
    part = match.groupdict()
    clock = None
    if part["y"]:
        year, month, day = part["y"], vocabulary().months[part["m"].lower()], part["d"]
    elif part["y2"]:
        year, month, day = part["y2"], vocabulary().months[part["m2"].lower()], part["d2"]
    elif part["y3"]:
        year, month, day = part["y3"], int(part["m3"]), part["d3"]
        clock = part["clock"]
    else:
        first, second = int(part["a"]), int(part["b"])
        day_first = first > _MONTHS or (second <= _MONTHS and vocabulary().day_first)
        year, day, month = part["y4"], *((first, second) if day_first else (second, first))
    try:
        iso = date(int(year), month, int(day or 1)).isoformat()
        if clock:
            zone = part["zone"] or ""
            moment = datetime.fromisoformat(
                f"{iso}T{clock.zfill(len(clock) + (clock.index(':') == 1))}{zone}"
            )
            return Found(moment.isoformat().replace("+00:00", "Z"), match.end())
    except ValueError:
        return None
    return Found(iso if day else iso[:7], match.end())


def normalise(text: str) -> str:
    """Return a whole string that is a date as ISO 8601. Raises ValueError where it is none."""
    text = text.strip()
    if re.fullmatch(r"(?:1\d|20|21)\d\d", text):
        return text
    found = read(text)
    if found is None or text[found.end :].strip(" .,;"):
        raise ValueError(text)
    return found.iso


def only_date(line: str) -> str | None:
    """Return the date of a line that holds a date, perhaps a time, and nothing else."""
    line = line.strip()
    start = _patterns().published.match(line)
    for at in dict.fromkeys((0, start.end() if start else 0)):
        found = read(line, at)
        if found:
            time = _patterns().time.match(line, found.end)
            if time and time.end() == len(line):
                return found.iso
    return None


def published(text: str) -> str | None:
    """Return the date that follows words for publishing: *published on 3 March 2024 at 10:30*."""
    match = _patterns().published.match(text.strip())
    found = read(text.strip(), match.end()) if match else None
    return found.iso if found else None


def split_prefix(line: str) -> tuple[str | None, str]:
    """Cut the date that stands ahead of a headline: *date 2023-12 Headline*, *2023-12-24 – Headline*.

    A date in words is cut ahead of a dash only: it may belong to the headline (*11 septembre 2001 :
    vingt ans après*).
    """
    word = _patterns().prefix.match(line)
    at = word.end() if word else 0
    bracket = line[at : at + 1] in ("[", "(")
    found = read(line, at + bracket)
    if found is None and word:
        year = re.compile(r"(?:19|20)\d\d(?=\s)").match(line, at)
        found = Found(year[0], year.end()) if year else None
    if found is None:
        return None, line
    end = found.end + (bracket and line[found.end : found.end + 1] in ("]", ")"))
    in_figures = not re.search(r"[^\W\d_]{3}", line[at:end])
    rest = re.compile(_SEPARATOR).match(line, end)
    blank = line[end : end + 1].isspace()
    dash = (
        rest is not None and re.search("[-–—―|]", rest[0]) is not None and len(found.iso) >= len("2023-12-24")
    )
    if not (word or in_figures or dash) or not (rest or blank):
        return None, line
    only_month = len(found.iso) < len("2023-12-24")
    # A season or a fiscal year is written so too: *2011-12: …*
    if (
        only_month
        and not (word or bracket)
        and (rest is None or line[found.end - 3] != "-" or ":" in rest[0])
    ):
        return None, line
    headline = line[rest.end() if rest else end :].strip()
    return (found.iso, headline) if headline else (None, line)


def find_dateline(paragraph: str) -> str | None:
    """Return a dateline's date: *5 juillet 2012. - …*, *PARIS, 5 July 2012 (AFP) — …*, *5 July 2012. He…*."""
    ahead = read(paragraph)
    if ahead and len(ahead.iso) >= len("2012-07-05") and _FULL_STOP.match(paragraph, ahead.end):
        return ahead.iso
    dash = _DASH.search(paragraph, 0, _LONGEST_DATELINE)
    if not dash:
        return None
    head = paragraph[: dash.start()]
    for match in _patterns().date.finditer(head):
        found = read(head, match.start())
        before = re.findall(r"[^\W\d_][\w.'’-]*", head[: match.start()])
        if (
            found
            and len(before) <= _MOST_PLACES
            and all(word[0].isupper() or word in vocabulary().connectors for word in before)
            and _AFTER_DATE.fullmatch(head, found.end)
        ):
            return found.iso
    return None


def in_path(path: str) -> str | None:
    """Return the date in a file's name or folders: *2023-12-24-headline.txt*, *2023/12/headline.md*."""
    stem = path.rsplit(".", 1)[0]
    matches = list(_IN_PATH.finditer(stem))
    for match in reversed(matches):
        year, separator, month, day = match.groups()
        if not separator and not day:
            continue  # six figures may be any number
        try:
            iso = date(int(year), int(month), int(day or 1)).isoformat()
        except ValueError:
            continue
        return iso if day else iso[:7]
    return None
