"""The function or description that the text attaches to an entity."""

from __future__ import annotations

from typing import TypedDict

from generator.annotate.entities.variants import Group
from generator.model import Span

__all__ = ["role"]


class Role(TypedDict):
    """A role and where it stands."""

    role: str | None
    role_span: Span | None


def role(group: Group) -> Role:
    """Return the role of an entity, or none."""
    return Role(role=None, role_span=None)
