"""Join the actors of different articles: who is who across a collection."""

from __future__ import annotations

from generator.identity.cast import Cast, Ref, Sighting, cast
from generator.identity.identities import Identities, Link, Proposal, resolve, update
from generator.identity.registry import Registered, Registry

__all__ = [
    "Cast",
    "Identities",
    "Link",
    "Proposal",
    "Ref",
    "Registered",
    "Registry",
    "Sighting",
    "cast",
    "resolve",
    "update",
]
