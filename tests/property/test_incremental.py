"""The keystone: whatever happened before, an incremental build leaves exactly what a clean one makes."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator import config as configuration
from generator.build import Builder, Silent, remembered, verify
from generator.corrections.place import beside
from generator.store import Store
from tests.fake import FakeAnnotator, Interrupting

_PLACES = [f"{folder}{name}" for folder in ("", "2026/") for name in ("a.md", "b.txt", "c.html", "d.md")]
_NAMES = ["Anna Berg", "Karim Leduc", "Marta Sol"]
_WIRE = " ".join(f"Au jour {day}, le bac de la ville de Valmont a passé {day} fois." for day in range(9))
_BODIES = st.builds(
    "{} a vu {} le {}. « Tout va {} », dit-elle. Il y a {} lits.{}".format,
    st.sampled_from(_NAMES),
    st.sampled_from(_NAMES),
    st.sampled_from(["2026-03-01", "2026-03-02"]),
    st.sampled_from(
        ["bien", "mal et nous le savons tous depuis un an", "mal et nous le savions tous depuis"]
    ),
    st.integers(1, 3),
    st.sampled_from(["", f"\n\n{_WIRE}", f"\n\n{_WIRE}"]),
)
# What the sites begin with: a story of four briefs, two of them one text, that share what somebody says.
_STORY = """---
title: Le bac de Valmont, passerelle et barrage
date: 2026-03-0{}
language: fr
tags: [bac]
---

{}

Anna Berg a vu Karim Leduc. « Le bac ne part plus le soir depuis que la passerelle est là », dit-elle.
Marta Sol {}.
"""
_MATTER = st.builds(
    "---\ntitle: {}\ndate: {}\nlanguage: fr\ntags: [{}]\nsource: {}\ndraft: {}\n---\n\n".format,
    st.sampled_from(["Un titre sur le bac de Valmont", "Deux titres sur un bac", "Un autre"]),
    st.sampled_from(["2026-03-04", "2026-03-05", "2026-03-06", "2026-03"]),
    st.sampled_from(["x", "x, y", ""]),
    st.sampled_from(["Gazette", "Courrier"]),
    st.sampled_from(["false", "false", "false", "true"]),
)
_ARTICLES = st.one_of(
    st.builds("{}{}\n".format, _MATTER, _BODIES),
    st.sampled_from(["", "---\ntitle: [\n---\nx", "Titre\n\nFAIL ici.\n"]),
)
_PLACE = st.sampled_from(_PLACES)
_BEHIND = st.sampled_from(
    [0, 2, 50]
)  # articles that a snapshot may lack: a site this small has none by itself
_CORRECTIONS = st.sampled_from(
    [
        "",
        '[[quote]]\nexact = "Tout va bien"\nspeaker = "Marta Sol"\n',
        '[[actor]]\nname = "Anna Berg"\nremove = true\n',
        '[[number]]\nexact = "2"\nprefix = "Il y a "\nvalue = 200\n',
        '[[note]]\nexact = "Tout va"\ntext = "*Non.*"\n',
        "[[quote]\n",
    ]
)
_REGISTRIES = st.sampled_from(
    [
        "",
        '[[actor]]\nname = "Marta Sol"\naliases = ["Anna Berg"]\n',
        '[[actor]]\nname = "Karim Leduc"\nhide = true\n',
        '[[actor]]\nname = "Karim Leduc"\nmerge = ["marta-sol"]\n',
        '[[actor]]\nname = "Anna Berg"\nsame_as = ["https://berg.example/"]\n',
        "[[actor]]\n",
    ]
)
_EDITS = st.one_of(
    st.tuples(st.just("write"), _PLACE, _ARTICLES),
    st.tuples(st.just("write"), _PLACE, _ARTICLES),
    st.tuples(st.just("correct"), _PLACE, _CORRECTIONS),
    st.tuples(st.just("register"), _REGISTRIES),
    st.tuples(st.just("move"), _PLACE, _PLACE),
    st.tuples(st.just("delete"), _PLACE),
    st.tuples(
        st.just("template"),
        st.sampled_from(
            ["actor.html", "base.html", "partials/nav.html", "partials/who.html", "static/own.css"]
        ),
        st.sampled_from(["", "x", "y"]),
    ),
    st.tuples(st.just("configure"), st.sampled_from(["", 'title = "T"', "per_page = 1", 'language = "en"'])),
    st.tuples(st.just("rules"), st.sampled_from(["1", "2"])),
    st.tuples(st.just("lose cache")),
    st.tuples(st.just("corrupt cache"), st.integers(0, 99)),
    st.tuples(st.just("harm site"), st.integers(0, 99), st.sampled_from(["delete", "change"])),
    st.tuples(st.just("interrupt"), st.integers(0, 40)),
    st.tuples(st.just("catch up"), st.integers(0, 60)),
    st.tuples(st.just("build")),
)


class _Site:
    """A site that a person works at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rules = "1"
        (root / "content" / "2026").mkdir(parents=True)
        (root / "breves.toml").touch()
        for number, place in enumerate(("a.md", "d.md", "2026/a.md", "2026/d.md"), 4):
            self._write(place, _STORY.format(number, _WIRE if number < 6 else "", number))

    def build(self, progress: Silent | None = None) -> None:
        config = configuration.load(self.root)
        Builder(config, FakeAnnotator(self.rules)).build(progress)

    def differences(self) -> tuple[str, ...]:
        return verify(configuration.load(self.root), FakeAnnotator(self.rules))

    def edit(self, kind: str, *values: object) -> None:
        getattr(self, f"_{kind.replace(' ', '_')}")(*values)

    def _write(self, place: str, text: str) -> None:
        (self.root / "content" / place).write_text(text)

    def _correct(self, place: str, text: str) -> None:
        self._write(beside(place), text)

    def _register(self, text: str) -> None:
        (self.root / "actors.toml").write_text(text)

    def _move(self, place: str, other: str) -> None:
        if (source := self.root / "content" / place).exists():
            source.replace(self.root / "content" / other)

    def _delete(self, place: str) -> None:
        (self.root / "content" / place).unlink(missing_ok=True)

    def _template(self, name: str, text: str) -> None:
        place = self.root / "templates" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if text:
            block = "{% block main %}{% endblock %}{{ view.frame.title }}" if name == "base.html" else ""
            place.write_text(f"{text} {{{{ path }}}}{block}" if name.endswith(".html") else text)
        else:
            place.unlink(missing_ok=True)

    def _configure(self, line: str) -> None:
        (self.root / "breves.toml").write_text(line)

    def _rules(self, version: str) -> None:
        self.rules = version

    def _lose_cache(self) -> None:
        shutil.rmtree(self.root / ".breves", ignore_errors=True)

    def _corrupt_cache(self, seed: int) -> None:
        dice = random.Random(seed)
        for place in sorted((self.root / ".breves").glob("cache.sqlite*")):
            data = bytearray(place.read_bytes())
            for _ in range(dice.randrange(1, 200)):
                if data:
                    data[dice.randrange(len(data))] = dice.randrange(256)
            place.write_bytes(data)

    def _harm_site(self, seed: int, how: str) -> None:
        pages = sorted(path for path in (self.root / "site").rglob("*.html"))
        if pages:
            page = random.Random(seed).choice(pages)
            if how == "delete":
                page.unlink()
            else:
                page.write_text("harmed")

    def _interrupt(self, steps: int) -> None:
        with suppress(KeyboardInterrupt):
            self.build(Interrupting(steps))

    def _build(self) -> None:
        self.build()

    def _catch_up(self, steps: int) -> None:
        """Wait for a while; only who watches does anything then."""


class _Desk(_Site):
    """A site that is watched: one builder goes on from build to build, and is told what has changed."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.builder: Builder | None = None
        self.told: set[str] = set()
        self.hurry: Callable[[], bool] = bool

    def build(self, progress: Silent | None = None) -> None:
        """Look at everything."""
        builder = self._builder()
        self.told.clear()
        builder.build(progress)
        assert not builder.unfinished

    def edit(self, kind: str, *values: object) -> None:
        super().edit(kind, *values)
        if kind == "register":
            self.told.add(str(self.root / "actors.toml"))
            self._change()
        elif kind in ("write", "correct", "move", "delete"):
            places = [str(place) for place in values[: 2 if kind == "move" else 1]]
            places = [beside(place) for place in places] if kind == "correct" else places
            self.told |= {str(self.root / "content" / place) for place in places}
            if kind != "move":
                self._change()
        elif kind not in ("interrupt", "catch up"):
            self.build()

    def catch_up(self) -> None:
        """Have all pages as they must be, without looking at everything."""
        if self.told:
            self._change()
        if self._builder().library is None:  # the last build was broken off
            self.build()
        self._builder().catch_up()

    def astray(self) -> list[str]:
        """Return how files differ from a clean build's; the manifest is settled by a whole build."""
        told = [(each.partition(" ")[0], each) for each in self.differences()]
        return [
            each
            for path, each in told
            if not path.startswith(".")
            and not (each.endswith("should not be there.") and not (self.root / "site" / path).exists())
        ]

    def _change(self) -> None:
        self._builder().build(only=frozenset(self.told), interrupted=self.hurry)
        self.told.clear()

    def _catch_up(self, steps: int) -> None:
        """Do so until something is more urgent; the next change is interrupted as soon."""
        countdown = iter(range(steps))
        self._builder().catch_up(lambda: next(countdown, None) is None)
        again = iter(range(steps))
        self.hurry = lambda: next(again, None) is None

    def _builder(self) -> Builder:
        if self.builder is None:
            store = Store(self.root / ".breves" / "cache.sqlite")
            self.builder = Builder(configuration.load(self.root), FakeAnnotator(self.rules), store=store)
        return self.builder

    def _configure(self, line: str) -> None:
        super()._configure(line)
        self.builder = None

    def _rules(self, version: str) -> None:
        super()._rules(version)
        self.builder = None

    def _corrupt_cache(self, seed: int) -> None:
        super()._corrupt_cache(seed)
        self.builder = None


_SEQUENCES = int(os.environ.get("BREVES_SEQUENCES", "40"))


@settings(max_examples=_SEQUENCES, deadline=None)
@given(st.lists(_EDITS, min_size=3, max_size=12), _BEHIND)
def test_a_watched_site_equals_a_clean_one(edits: list[tuple[object, ...]], behind: int) -> None:
    with tempfile.TemporaryDirectory() as folder, patch.object(remembered, "_BEHIND", behind):
        site = _Desk(Path(folder))
        site.build()
        for edit in edits:
            site.edit(*edit)  # type: ignore[arg-type]
        site.catch_up()
        assert site.astray() == []
        site.build()
        assert site.differences() == ()


@settings(max_examples=_SEQUENCES, deadline=None)
@given(st.lists(_EDITS, min_size=3, max_size=12), _BEHIND)
def test_an_incremental_build_equals_a_clean_one(edits: list[tuple[object, ...]], behind: int) -> None:
    with tempfile.TemporaryDirectory() as folder, patch.object(remembered, "_BEHIND", behind):
        site = _Site(Path(folder))
        site.build()
        for edit in edits:
            site.edit(*edit)  # type: ignore[arg-type]
        site.build()
        assert site.differences() == ()
        assert not list((site.root / "site").rglob(".breves-tmp-*"))
