"""Set the desk's list as a page of the preview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType

import jinja2

from generator.desk.finding import KINDS, Finding, Kind

__all__ = ["page"]

_MOST = 500  # findings on a page
_HEADINGS: Mapping[Kind, str] = MappingProxyType(
    {
        "article": "Articles that cannot be published",
        "registry": "Lines of the registry that cannot be used",
        "correction": "Corrections that no longer find their place",
        "namesake": "One name, several kinds of things",
        "identity": "Actors who may be one",
        "speaker": "Doubtful speakers",
        "disagreement": "Figures in disagreement",
        "date": "Articles without a date",
        "unattributed": "Quotations without a speaker",
        "source": "Articles without a source",
    }
)


def page(
    findings: Sequence[Finding], title: str, *, kind: str = "", token: str = "", undo: bool = False
) -> bytes:
    """Return the list as HTML: findings of one ``kind`` or of all, the worst first, kinds together."""
    chosen = [one for one in findings if kind in ("", one.kind)]
    text = _template().render(
        title=title,
        findings=findings,
        kind=kind,
        counts=[(name, count) for name in KINDS if (count := sum(one.kind == name for one in findings))],
        groups=_groups(chosen[:_MOST]),
        headings=_HEADINGS,
        hidden=max(0, len(chosen) - _MOST),
        token=token,
        undo=undo,
    )
    return text.encode()


def _groups(findings: Iterable[Finding]) -> list[tuple[Kind, str, list[Finding]]]:
    """Put findings of a kind together, the kind with the worst first."""
    ranks: dict[Kind, int] = {}
    for one in findings:
        ranks.setdefault(one.kind, len(ranks))
    ordered = sorted(findings, key=lambda one: ranks[one.kind])
    groups = [(kind, list(some)) for kind, some in groupby(ordered, key=lambda one: one.kind)]
    return [(kind, some[0].remedy, some) for kind, some in groups]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((files("generator.preview") / "check.html").read_text("utf-8"))
