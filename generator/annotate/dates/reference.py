"""The article's date as the point that relative expressions are counted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Reference", "add_months", "iso_month", "iso_week", "iso_year", "parse"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Reference:
    """When the article was written, as precisely as known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, where it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def shifted_day(self, days: int) -> str | None:
        """Return the ISO day so many days away, None where the day is unknown."""
        day = self.date
        return None if day is None else _shift(day, days)

    def shifted_month(self, months: int) -> str | None:
        """Return the ISO month so many months away, None where the month is unknown."""
        if self.month is None:
            return None
        return iso_month(*add_months(self.year, self.month, months))

    def shifted_year(self, years: int) -> str:
        """Return the ISO year so many years away."""
        return iso_year(self.year + years)


def parse(text: str | None) -> Reference | None:
    """Read ISO 8601 of any precision, with or without a time; None where it is no date."""
    match = _ISO.match(text or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):  # noqa: PLR2004 - months in a year
        return None
    reference = Reference(year, month, day)
    try:
        _ = reference.date
    except ValueError:
        return Reference(year, month)
    return reference


def _shift(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month so many months away."""
    years, index = divmod(month - 1 + months, 12)
    return year + years, index + 1


def iso_year(year: int) -> str:
    """Return a year as ISO 8601 writes it: four digits, astronomical before our era."""
    year = max(-_LAST_YEAR, min(_LAST_YEAR, year))
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def iso_month(year: int, month: int) -> str:
    """Return YYYY-MM."""
    return f"{iso_year(year)}-{month:02d}"


def iso_week(day: date) -> str:
    """Return the ISO week that holds a day, as 2016-W38."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
