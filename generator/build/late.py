"""Keep account of the pages that a change has left to be made, and make some of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.build.progress import Progress
from generator.build.publishing import Published, Publisher
from generator.build.state import Live
from generator.publish.output import Written

if TYPE_CHECKING:  # loaded only where something changed
    from generator.build.press import Press
    from generator.pages import Unit

__all__ = ["make", "settle", "urgency"]


def settle(live: Live, press: Press) -> set[Unit]:
    """Put what changed down as units that are late; return those that are no more, and have pages."""
    plan, index = press.plan, press.index
    moved = set(plan.changed(live.facts)) | {plan.of_brief(path) for path in live.changed}
    moved |= live.made.stale(live.facts)
    live.facts.clear()
    live.changed.clear()
    live.late = {unit for unit in live.late | moved if plan.stands(unit, index)}
    return {unit for unit in moved - live.late if unit in live.made}


def make(
    live: Live,
    units: Sequence[Unit],
    progress: Progress,
    *,
    gone: Collection[Unit] = (),
    interrupted: Callable[[], bool] = bool,
) -> Published:
    """Make some units, until ``interrupted``, and remove the pages of others.

    Raises OutputError and TemplateError.
    """
    if live.press is None or not (units or gone):
        return Published(Written((), (), 0), 0)
    press = replace(live.press, interrupted=interrupted)
    done = Publisher(press, live.made, press.site, live.site.kept, progress).some(units, gone)
    live.late -= done.units
    return done


def urgency(unit: Unit) -> tuple[bool, bool, bool, str, str]:
    """Sort briefs first, then what else a person at work may look at, and what takes long last."""
    return unit.late, unit.long, unit.family != "brief", unit.family, str(unit.key)
