"""Numbers in figures: every grouping of thousands, decimals, signs, fractions."""

from __future__ import annotations

__all__ = ["FORM", "LONGEST", "fraction", "tidy", "value"]

_FORM = r"""
    (?:(?<![\w)\]%°.,'’"”»/-])[-−+±](?=\d))?                     # a sign, not a hyphen
    (?<![\w.,])(?<!\d[/:])
    (?:(?P<fraction>(?:\d{1,3}\s)?[1-9]/(?:[2-9]|10|16|100)(?![\d/]))
    |\d{1,3}(?:(?P<sep>[ \u00a0\u202f\u2009.,'’])\d{3})(?:(?P=sep)\d{3})*(?![\d])|\d+)
    (?:[.,]\d+(?![\d]))?
    [½¼¾⅓⅔⅛]?
"""
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
LONGEST = 18  # longer runs of figures are identifiers


def tidy(value: float) -> float | int:
    """Return whole numbers as int, others rounded to what a text can mean."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) else rounded


def value(surface: str, separator: str | None, decimal: str) -> float | int:
    """Return what figures are worth, read with the mark between their groups and the decimal mark."""
    negative = surface[0] in "-−"
    extra = _VULGAR.get(surface[-1], 0)
    body = surface.strip("-−+±½¼¾⅓⅔⅛")
    if separator is not None and separator in ".,":
        body = _point_grouped(body, separator, decimal)
    elif separator is not None:
        body = body.replace(separator, "")
    body = body.replace(",", ".")
    value = (float(body) if "." in body else int(body)) + extra
    return -value if negative else value


def fraction(surface: str) -> float | int:
    """Return the value of a fraction in figures, as 3/4 or 2 1/2."""
    *whole, part = surface.split()
    upper, lower = part.split("/")
    return tidy(sum(int(figure) for figure in whole) + int(upper) / int(lower))


def _point_grouped(body: str, separator: str, decimal: str) -> str:
    """Tell a point or comma between thousands from one before decimals."""
    if body.count(separator) == 1:
        other = "," if separator == "." else "."
        if other not in body and (separator == decimal or body.startswith("0")):
            return body
    return body.replace(separator, "")


def _compact(verbose: str) -> str:
    """Take comments and layout out of a verbose pattern, whose classes hold real spaces."""
    lines = (line.split("  #")[0].strip() for line in verbose.strip().splitlines())
    return "".join(lines).replace(" | ", "|")


FORM = _compact(_FORM)  # a regular expression; its groups: fraction, sep
