"""Write XML as text: what feeds and site maps are made of."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

__all__ = ["document", "element", "moment"]

# What XML 1.0 has no place for, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, text: str = "", **attributes: str) -> str:
    """Return an element that holds text. An underscore in an attribute's name stands for a colon."""
    return f"<{tag}{_attributes(attributes)}>{escape(_clean(text))}</{tag}>\n"


def document(tag: str, *children: str, **attributes: str) -> str:
    """Return a file whose root element holds ``children``, which are XML already."""
    inside = "".join(children)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{tag}{_attributes(attributes)}>\n{inside}</{tag}>\n'


def moment(date: str | None) -> str:
    """Return an ISO 8601 date as RFC 3339 wants it: whole, at the beginning of what is known."""
    day, _, time = (date or "1970").partition("/")[0].partition("T")
    day = (day + "-01-01")[:10]
    if not time:
        return f"{day}T00:00:00Z"
    clock, zone = time[:8], time[8:]
    if len(time) < len("08:30:00") or not (zone == "Z" or zone[:1] in ("+", "-")):
        return f"{day}T{time[:5]}:00Z"
    return f"{day}T{clock}{zone}"


def _attributes(found: dict[str, str]) -> str:
    return "".join(f" {name.replace('_', ':')}={quoteattr(_clean(value))}" for name, value in found.items())


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
