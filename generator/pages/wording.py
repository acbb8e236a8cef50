"""Say things in the reader's language: the interface's sentences, dates, numbers.

Catalogues are gettext's (``generator/locale/<language>/LC_MESSAGES/breves.po``), conventions are
CLDR's. Both are Babel's to read, so a further language is a further catalogue.
"""

from __future__ import annotations

import gettext
from datetime import date, time
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, UnknownLocaleError, dates, numbers, units
from babel.messages.pofile import read_po

from generator.index.entry import Value

__all__ = ["Wording", "catalogues", "direction", "languages", "own_name", "wording"]

_LARGE = 1_000_000  # numbers from which are written short where there is little room
_DECIMALS = 2

SOURCE_LANGUAGE = "en"  # of the messages in code and templates

# Units of time are words, which CLDR translates; the others are the same signs everywhere.
_SPANS = {
    "s": "second", "min": "minute", "h": "hour",
    "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip


def catalogues() -> Traversable:
    """Return the folder of the catalogues."""
    return files("generator") / "locale"


@cache
def languages() -> frozenset[str]:
    """Return the languages that the interface speaks."""
    folder = catalogues()
    found = [entry.name for entry in folder.iterdir() if entry.is_dir()] if folder.is_dir() else []
    return frozenset((SOURCE_LANGUAGE, *found))


@cache
def own_name(language: str) -> str:
    """Return what a language calls itself; its code where CLDR does not know."""
    try:
        return str(Locale.parse(language).display_name or language)
    except (UnknownLocaleError, ValueError):
        return language


@cache
def wording(*preferred: str) -> Wording:
    """Return the wording of the first of the preferred languages that the interface speaks."""
    return Wording(next((code for code in preferred if code in languages()), SOURCE_LANGUAGE))


@cache
def direction(language: str) -> str:
    """Return how a language is written, ``ltr`` or ``rtl``; what CLDR does not know runs as most do."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


class Wording:
    """One language of the interface."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self.direction = self.locale.text_direction
        self._messages: dict[str, tuple[str, ...]] = {}
        self._plural = gettext.c2py("n != 1")
        catalogue = catalogues() / language / "LC_MESSAGES" / "breves.po"
        if catalogue.is_file():
            with catalogue.open("rb") as file:
                parsed = read_po(file, locale=language)
            self._plural = gettext.c2py(parsed.plural_expr)
            for message in parsed:
                strings = (
                    (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                )
                name = message.id if isinstance(message.id, str) else message.id[0]
                if name and strings and all(strings):
                    self._messages[name] = strings

    def __call__(self, message: str, **values: object) -> str:
        """Translate a message, then fill in ``%(name)s``."""
        text = self._messages.get(message, (message,))[0]
        return text % values if values else text

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """Translate a counted message; ``%(number)s`` is written as the language writes numbers."""
        found = self._messages.get(one)
        if found is not None:
            text = found[min(self._plural(number), len(found) - 1)]
        else:
            text = one if number == 1 else many
        return text % {"number": self.number(number), **values}

    @lru_cache(maxsize=20_000)  # noqa: B019 - one Wording a language, kept for good by ``wording``
    def date(self, value: str | None) -> str:
        """Write an ISO 8601 date as precisely as it is known; what is no plain date stays as it is."""
        if not value:
            return ""
        if "/" in value:
            first, last = value.split("/", 1)
            return f"{self.date(first)} – {self.date(last)}" if first != last else self.date(first)
        try:
            return self._date(value)
        except ValueError:
            return value

    def month(self, value: str) -> str:
        """Write the month of a date without its year."""
        return str(self.locale.months["stand-alone"]["wide"][int(value[5:7])])

    def short_month(self, value: str) -> str:
        """Write the month of a date without its year, as short as the language has it."""
        return str(self.locale.months["stand-alone"]["abbreviated"][int(value[5:7])])

    def day(self, value: str) -> str:
        """Write the day of a date without its month, with the day of the week."""
        try:
            return str(dates.format_skeleton("Ed", date.fromisoformat(value[:10]), locale=self.locale))
        except ValueError:
            return value

    def month_and_year(self, value: str) -> str:
        """Write the month and the year of a date, short; of a year, itself."""
        if len(value) < len("2026-02"):
            return value
        day = date(int(value[:4]), int(value[5:7]), 1)
        return str(dates.format_skeleton("yMMM", day, locale=self.locale))

    def clock(self, value: str | None) -> str:
        """Write the time of day of an ISO 8601 time stamp, empty where it has none."""
        if not value or "T" not in value:
            return ""
        try:
            return dates.format_time(time.fromisoformat(value.split("T")[1][:5]), "short", locale=self.locale)
        except ValueError:
            return ""

    @lru_cache(maxsize=20_000)  # noqa: B019 - as above
    def number(self, value: float) -> str:
        """Write a number with the language's signs, to three decimals."""
        return numbers.format_decimal(value, locale=self.locale)

    @lru_cache(maxsize=20_000)  # noqa: B019 - as above
    def quantity(self, value: Value, unit: str | None) -> str:
        """Write a value, or both ends of a range, with its unit."""
        if isinstance(value, tuple):
            low, high = value
            written = self.number(low) + (
                "\N{NO-BREAK SPACE}–" if high is None else f" – {self.number(high)}"
            )
            most = low if high is None else high
        else:
            written, most = self.number(value), value
        if not unit:
            return written
        if unit in _SPANS:
            named = units.format_unit(most, f"duration-{_SPANS[unit]}", "long", locale=self.locale)
            return named.replace(self.number(most), written)
        if unit == "%":
            sign = self.locale.percent_formats[None].suffix[1]
            return f"{written}{sign}"
        if len(unit) == len("EUR") and unit.isupper():
            return self._money(written, unit)
        return f"{written}\N{NO-BREAK SPACE}{unit}"

    def compact(self, value: Value, unit: str | None) -> str:
        """Write a value as ``quantity`` does, millions and more as short as the language has them."""
        if isinstance(value, tuple) or abs(value) < _LARGE:
            return self.quantity(value, unit)
        written = numbers.format_compact_decimal(
            value, format_type="short", fraction_digits=_DECIMALS, locale=self.locale
        )
        if unit and len(unit) == len("EUR") and unit.isupper():
            return self._money(written, unit)
        return f"{written}\N{NO-BREAK SPACE}{unit}" if unit else written

    @lru_cache(maxsize=20_000)  # noqa: B019 - as above
    def month_day(self, value: str) -> str:
        """Write the day and month of a date that has them, without its year; of others, what is known."""
        day = value.partition("T")[0]
        if len(day) != len("2026-02-14"):
            return self.date(value)
        return str(dates.format_skeleton("MMMd", date.fromisoformat(day), locale=self.locale))

    def _money(self, written: str, code: str) -> str:
        sign = numbers.get_currency_symbol(code, locale=self.locale)
        pattern = str(self.locale.currency_formats["standard"].pattern).split(";")[0]
        if pattern.startswith("¤"):
            return f"{sign}{written}"
        return f"{written}\N{NO-BREAK SPACE}{sign}"

    def _date(self, value: str) -> str:
        day = value.split("T", maxsplit=1)[0]
        parts = [int(part) for part in day.split("-")]
        if len(parts) == 1:
            return day
        if len(parts) == 2:  # noqa: PLR2004 - year and month
            return str(dates.format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=self.locale))
        written = dates.format_date(date(*parts), "long", locale=self.locale)
        first = self("1 (first day of a month)")
        if parts[2] == 1 and written.startswith("1 ") and first.strip("0123456789"):
            return first.split(" (")[0] + written[1:]
        return written
