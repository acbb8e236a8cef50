"""Tell whether two articles' figures are of one series.

What a figure counts decides which figures are compared at all; here the rest is weighed: the names around it,
the kind of event, words, tags, the time between, and how far the numbers are apart. As in first story
detection (Allan, Lavrenko and Jin, 2000), each figure is compared with earlier ones, and follows the nearest
of them where it is near enough.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2

from generator.index.tellers import Teller

__all__ = ["likeness"]

_NEEDED = 2.2  # points from which two figures are of one series
_MORE = 1.0  # further points, where nothing is known of what is counted but its name
_NEAR, _ACROSS, _HOME_TOO = 2.0, 1.75, 1.5  # for a name that both have near, one near, none near
_WHERE, _EVENT, _SETTING, _TAG, _SAME = 1.0, 2.0, 1.25, 0.5, 1.0
_EQUAL = 0.25  # for the same number, however likely by chance
_NAMES = 2  # names that count, and tags
_SEVERAL = 3  # names that make two articles be about one thing
_WORDS, _TITLE = 3.0, 1.5  # for the same words; in proportion for some
_ALIKE = 0.25  # of the words
_FOREIGN = 0.75  # instead, between languages
_ELSEWHERE, _OTHER_EVENT, _OTHER_SUBJECT, _UNKNOWN, _LESS = 4.0, 3.0, 1.0, 0.75, 1.5
_SIZE = 0.5  # points lost each time one number doubles the other, beyond the first
_SLOW, _FAST = 0.25, 0.5  # points lost each time the days between double
_YEARS, _MONTHS, _DAYS = 800, 200, 15  # days after which what lasts, what does not, what is brief is another
# How many times one number may be the other: of a share that is somebody's, of shares, of what lasts, of all.
_LIKE, _SHARE, _LASTING, _UNLIKE = 1.5, 2.0, 20.0, 100.0


def likeness(one: Teller, other: Teller) -> float | None:
    """Return points for a figure's being of one series with an earlier one; None where it is not."""
    if one.noun != other.noun and one.noun and other.noun and _comparable(one, other):
        return None
    gap = one.day - other.day
    if gap > (_DAYS if one.brief else _YEARS if one.lasting else _MONTHS):
        return None
    apart = _apart(one, other)
    if apart is None or not _grounded(one, other):
        return None
    points = _shared(one, other) + _happening(one, other) - apart
    points -= (_SLOW if one.lasting else _FAST) * log2(1 + gap / 4)
    points += _TAG * min(len(one.tags & other.tags), _NAMES)
    if not one.where.isdisjoint(other.where):
        points += _WHERE
    elif one.where and other.where and one.where.isdisjoint(other.near) and other.where.isdisjoint(one.near):
        points -= _ELSEWHERE
    if one.low == other.low and one.high == other.high:
        points += _SAME * _specific(one.low) + _EQUAL
    needed = _NEEDED + _MORE if one.plain else _NEEDED
    if one.language != other.language:
        points += _FOREIGN
    elif points + _WORDS + _TITLE >= needed:
        points += _WORDS * _overlap(one.words, other.words) + _TITLE * _overlap(one.title, other.title)
    return points if points >= needed else None


def _comparable(one: Teller, other: Teller) -> bool:
    """Whether two nouns can be told apart: not where one is known by a word of its own language alone."""
    return one.language == other.language or ":" not in one.noun + other.noun


def _shared(one: Teller, other: Teller) -> float:
    """Return points for the names that two figures share, the nearest ones first."""
    near = len(one.near & other.near)
    if near >= _NAMES:
        return _NAMES * _NEAR
    others = len(one.around & other.around) - near
    home = min(len(one.home & other.home), others)
    worth = [_NEAR] * near + [_ACROSS] * (others - home) + [_HOME_TOO] * home
    return sum(worth[:_NAMES])


def _grounded(one: Teller, other: Teller) -> bool:
    """Whether the figures themselves have something in common, and not their articles alone."""
    if one.owned and one.where.isdisjoint(other.where):
        return (one.low, one.high) == (other.low, other.high) and _specific(one.low) > 0
    if one.money and not one.harm and not _one_subject(one, other):
        return False
    if not one.near.isdisjoint(other.around) or not one.home.isdisjoint(other.near):
        return True
    home = not one.home.isdisjoint(other.home)
    if (one.harm or (home and not one.plain and not one.owned)) and not one.happening.isdisjoint(
        other.happening
    ):
        return True
    if one.lasting and not one.owned and home:
        return True
    if one.low == other.low and _specific(one.low) >= (_SAME / 2 if home else _SAME):
        return True
    return one.language == other.language and _overlap(one.words, other.words) >= _ALIKE


def _one_subject(one: Teller, other: Teller) -> bool:
    """Whether two articles say of one thing what it costs or brings in: not all costs in a town are."""
    if one.low == other.low or len(one.around & other.around) >= _SEVERAL:
        return True
    if not one.where.isdisjoint(other.near) or not other.where.isdisjoint(one.near):
        return True
    elsewhere = one.titled and other.titled and one.titled.isdisjoint(other.titled)
    return one.language == other.language and not elsewhere and not one.title.isdisjoint(other.title)


def _happening(one: Teller, other: Teller) -> float:
    """Return points for the same kind of event, or against another one."""
    if not one.happening.isdisjoint(other.happening):
        return _SETTING if one.events.isdisjoint(other.events) else _EVENT
    if one.happening and other.happening:
        return -_OTHER_EVENT if one.harm else -_OTHER_SUBJECT
    return -_UNKNOWN if one.harm else 0.0


def _apart(later: Teller, earlier: Teller) -> float | None:
    """Return points lost for how far the numbers are apart; None where they cannot be of one series."""
    new, old = later.middle, earlier.middle
    least, greatest = (new, old) if new < old else (old, new)
    if least <= 0:
        return 0.0 if new == old else 1.0
    ratio = greatest / least
    if later.share:
        most = _LIKE if later.owned else _SHARE
    else:
        most = _LASTING if later.lasting and not later.harm else _UNLIKE
    if ratio > most:
        return None
    lost = max(log2(ratio) - 1, 0.0) * _SIZE
    return lost + _LESS * log2(ratio) if later.mounting and new < old else lost  # the dead do not come back


@lru_cache(maxsize=20_000)
def _specific(value: float) -> float:
    """Return how little likely it is that two numbers are the same by chance, by their digits."""
    digits = len(str(value).replace(".", "").rstrip("0"))
    return min(digits - 1, 3) / 2


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the cosine of two sets of words."""
    shared = len(one & other)
    return float(shared / (len(one) * len(other)) ** 0.5) if shared else 0.0
