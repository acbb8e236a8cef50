"""What the desk shows of one page: its marks, and who there is to name."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from generator.corrections.apply import EDITOR
from generator.identity import Identities, Registry
from generator.index.brief import Brief
from generator.index.collection import Index
from generator.index.names import Key, key
from generator.model import Span

__all__ = ["Known", "Shown", "actors", "marks"]

_SHOWN = 160  # characters of a quotation in the list
_MOST = 3000  # actors that a field completes


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """An annotation as the desk lists it; ``actor`` is its key across articles, as ``Known`` has it."""

    at: str
    layer: str
    text: str
    exact: str = ""  # all its words, where ``text`` is shortened or somebody's name
    kind: str = ""
    speaker: str = ""
    value: str = ""
    unit: str = ""
    of: str = ""
    role: str = ""
    actor: str = ""
    key: bool = False
    rule: str = ""
    doubtful: bool = False
    settled: bool = False
    hidden: bool = False


class Known(msgspec.Struct, frozen=True, omit_defaults=True):
    """An actor that can be named: ``id`` is its key as ``kind/name``, ``told`` sets it apart from others."""

    id: str
    name: str
    told: str = ""


def marks(brief: Brief, identities: Identities, hidden: Collection[Key], doubtful: float) -> list[Shown]:
    """List the annotations of a brief, with what can be changed of them."""
    text, found = brief.article.text, brief.annotations
    names = {entity.id: entity.name for entity in found.entities}

    def words(span: Span) -> str:
        cut = " ".join(text[span.start : span.end].split())
        return cut if len(cut) <= _SHOWN else cut[:_SHOWN] + "…"

    listed = [
        Shown(
            f"q{number}",
            "quote",
            words(quote.span),
            exact=text[slice(*quote.span)],
            kind=quote.kind,
            speaker=names.get(quote.speaker or "", ""),
            rule=quote.rule,
            doubtful=min(quote.confidence, quote.speaker_confidence) < doubtful,
            settled=EDITOR in (quote.rule, quote.speaker_rule),
        )
        for number, quote in enumerate(found.quotes, 1)
    ]
    listed += [
        Shown(
            f"n{number}",
            "number",
            words(quantity.span),
            value=str(list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value),
            unit=quantity.unit or "",
            of=quantity.of or "",
            kind=quantity.qualifier,
            rule=quantity.rule,
            doubtful=quantity.confidence < doubtful,
            settled=quantity.rule == EDITOR,
        )
        for number, quantity in enumerate(found.numbers, 1)
    ]
    listed += [
        Shown(
            f"d{number}",
            "date",
            words(date.span),
            value=date.value or "",
            rule=date.rule,
            settled=date.rule == EDITOR,
        )
        for number, date in enumerate(found.dates, 1)
    ]
    for entity in found.entities:
        joined = identities.key(brief.article.path, key(entity))
        listed.append(
            Shown(
                entity.id,
                "actor",
                entity.name,
                kind=entity.kind,
                role=entity.role or "",
                actor=f"{joined.kind}/{joined.name}",
                key=entity.key,
                rule=entity.rule,
                doubtful=entity.confidence < doubtful,
                settled=entity.rule == EDITOR,
                hidden=joined in hidden,
            )
        )
    listed += [
        Shown(f"m{number}", "note", words(note.span), value=note.text, rule=EDITOR, settled=True)
        for number, note in enumerate(found.notes, 1)
    ]
    return listed


def actors(index: Index, registry: Registry) -> list[Known]:
    """List who can be named: the registry's actors, then the collection's, those in most briefs first.

    Where they are too many, the last of those whom no article names are left out.
    """
    found: dict[Key, tuple[str, str]] = {}
    for actor in registry.actors:
        if not actor.hide:
            found[actor.key] = (actor.name, actor.roles[-1].role if actor.roles else "")
    profiles = sorted(index.profiles.values(), key=lambda one: (-len(one.appearances), one.key))
    for profile in profiles[:_MOST]:
        role = profile.roles[0].text if profile.roles else ""
        name, told = found.get(profile.key, (profile.name, ""))
        found[profile.key] = (name, told or role)
    unseen = [one for one in found if one not in index.profiles]
    much = max(0, len(found) - _MOST)
    spare = set(unseen[max(0, len(unseen) - much) :]) if much else set()
    return [_known(one, name, role) for one, (name, role) in found.items() if one not in spare]


def _known(one: Key, name: str, role: str) -> Known:
    return Known(f"{one.kind}/{one.name}", name, role or one.kind)
