"""Actors across articles, as they are published."""

from __future__ import annotations

from generator import config as configuration
from generator.build import Builder, build, verify
from generator.store import Store
from tests.fake import FakeAnnotator

ARTICLE = "---\ntitle: {}\ndate: 2026-03-0{}\nlanguage: fr\nsource: Gazette\n---\n\n{}\n"


def actors(config):
    return sorted(page.stem for page in (config.output / "actors").glob("*.html"))


def test_the_registry_joins_hides_and_lets_go_again(site):
    (site / "content" / "pont.md").unlink()
    (site / "content" / "a.md").write_text(ARTICLE.format("Un", 1, "Le soir, Anna Berg parle."))
    (site / "content" / "b.md").write_text(
        ARTICLE.format("Deux", 2, "Le soir, Marta Sol parle. « Oui », dit-elle.")
    )
    config = configuration.load(site)
    build(config, FakeAnnotator())
    apart = actors(config)
    assert "anna-berg" in apart
    assert "marta-sol" in apart
    registry = site / "actors.toml"
    registry.write_text('[[actor]]\nname = "Marta Sol"\naliases = ["Anna Berg"]\n')
    build(config, FakeAnnotator())
    assert "anna-berg" not in actors(config)
    page = (config.output / "actors" / "marta-sol.html").read_text()
    assert "briefs/un.html" in page
    assert "briefs/deux.html" in page
    assert '../actors/marta-sol.html"' in (config.output / "briefs" / "un.html").read_text()
    registry.write_text('[[actor]]\nname = "Marta Sol"\nhide = true\n')
    build(config, FakeAnnotator())
    assert "marta-sol" not in actors(config)
    assert "actors/marta-sol" not in (config.output / "briefs" / "deux.html").read_text()
    registry.unlink()
    build(config, FakeAnnotator())
    assert actors(config) == apart
    assert verify(config, FakeAnnotator()) == ()


def test_a_line_of_the_registry_that_cannot_be_used_is_told(site):
    (site / "actors.toml").write_text('[[actor]]\nname = ""\n')
    (told,) = build(configuration.load(site), FakeAnnotator()).failures
    assert str(told.path).endswith("actors.toml")
    assert told.line


def test_a_watched_registry_takes_effect(site):
    config = configuration.load(site)
    store = Store(config.cache / "cache.sqlite")
    builder = Builder(config, FakeAnnotator(), store=store)
    builder.build()
    (site / "actors.toml").write_text('[[actor]]\nname = "Claire Dumas"\nhide = true\n')
    assert builder.build().changed
    assert not (config.output / "actors" / "claire-dumas.html").exists()
    store.close()
    assert verify(config, FakeAnnotator()) == ()
