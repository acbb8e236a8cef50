"""What a build does again, and what it does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from generator import config as configuration
from generator.build import Builder, build, processes, remembered, verify
from generator.build.library import Frozen, Library
from generator.build.progress import Silent
from generator.errors import OutputError, TemplateError
from generator.identity.registry import EMPTY
from generator.publish import templates
from generator.publish.render import Renderer
from generator.store import Store
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator, Interrupting


@pytest.fixture
def config(site):
    (site / "content" / "autre.md").write_text(ARTICLE.replace("Valmont", "Bréval").replace("-02-", "-01-"))
    return configuration.load(site)


def test_nothing_is_done_twice(config):
    annotator = FakeAnnotator()
    first = build(config, annotator)
    assert (first.briefs, first.annotated, first.failures) == (2, 2, ())
    second = build(config, annotator)
    assert (second.annotated, second.rendered, second.changed) == (0, 0, False)
    assert (second.briefs, second.quotes, second.figures) == (first.briefs, first.quotes, first.figures)
    assert second.unchanged == len(first.written)


class _Cold(FakeAnnotator):
    ready = False


def test_a_few_articles_are_annotated_by_another_process_where_that_has_to_load(config):
    annotator = _Cold()
    assert build(config, annotator).annotated == 2
    assert len(annotator.asked) == (0 if processes.forks() else 2)
    assert not verify(config, FakeAnnotator())


def test_a_new_tag_asks_for_no_new_annotations(config):
    annotator = FakeAnnotator()
    build(config, annotator)
    (config.content / "pont.md").write_text(ARTICLE.replace("source:", "tags: [pont]\nsource:"))
    done = build(config, annotator)
    assert done.annotated == 0
    assert any("pont" in path for path in done.written)


def test_new_rules_annotate_everything_again(config):
    build(config, FakeAnnotator("1"))
    annotator = FakeAnnotator("2")
    assert build(config, annotator).annotated == 2
    assert len(annotator.asked) == 2


def test_an_edit_touches_few_pages(config):
    build(config, FakeAnnotator())
    (config.content / "pont.md").write_text(ARTICLE.replace("trois mois, a annoncé", "six mois, a annoncé"))
    done = build(config, FakeAnnotator())
    assert 0 < done.rendered < done.unchanged


def test_a_template_touches_the_pages_that_use_it(config):
    build(config, FakeAnnotator())
    folder = config.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "actor.html").write_text(
        '{% extends "base.html" %}{% block main %}{{ view.name }}{% endblock %}'
    )
    done = build(config, FakeAnnotator())
    assert done.written
    assert all(path.startswith(("actors/", "places/")) for path in done.written)
    assert not verify(config, FakeAnnotator())


def test_a_frame_is_changed_without_rendering_bodies_again(config, monkeypatch):
    build(config, FakeAnnotator())
    folder = config.root / "templates"
    folder.mkdir(exist_ok=True)
    base = (templates.builtin() / "base.html").read_text()
    (folder / "base.html").write_text(base.replace("</body>", "<!-- other --></body>"))
    rendered: list[str] = []
    render = Renderer.rendered
    monkeypatch.setattr(
        Renderer, "rendered", lambda self, page: (rendered.append(page.path), render(self, page))[1]
    )
    done = build(config, FakeAnnotator())
    assert rendered == ["404.html"]  # whose frame looks at more than frames have
    assert all(path.endswith(".html") for path in done.written)
    assert len(done.written) > len(rendered)
    monkeypatch.undo()
    assert not verify(config, FakeAnnotator())


def test_nothing_is_linked_anew_for_new_frames_and_styles(config, monkeypatch):
    own = config.root / "templates" / "static"
    own.mkdir(parents=True)
    (own / "own.css").write_text("p { margin: 0 }")
    build(config, FakeAnnotator())
    (own / "own.css").unlink()
    (own / "other.css").write_text("p { margin: 0 }")
    (own.parent / "base.html").write_text("[{% block main %}{% endblock %}]")
    monkeypatch.setattr(Library, "update", None)
    done = build(config, FakeAnnotator())
    assert {"404.html", "index.html", "static/other.css"} <= {*done.written}
    assert done.pruned == ("static/own.css",)
    assert not build(config, FakeAnnotator()).changed
    monkeypatch.undo()
    assert not verify(config, FakeAnnotator())


@pytest.mark.parametrize("steps", [0, 5, 20])
def test_pages_of_which_some_have_a_new_frame_are_taken_up_again(config, steps):
    build(config, FakeAnnotator())
    folder = config.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "base.html").write_text("[{% block main %}{% endblock %}]")
    with pytest.raises(KeyboardInterrupt):
        build(config, FakeAnnotator(), Interrupting(steps))
    (folder / "base.html").write_text("[{{ path }}: {% block main %}{% endblock %}]")
    build(config, FakeAnnotator())
    assert not verify(config, FakeAnnotator())


def test_a_lost_frame_is_made_again(config):
    build(config, FakeAnnotator())
    with closing(sqlite3.connect(config.cache / "cache.sqlite")) as connection:
        connection.execute("DELETE FROM kept")
        connection.commit()
    folder = config.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "base.html").write_text("[{% block main %}{% endblock %}]")
    build(config, FakeAnnotator())
    assert not verify(config, FakeAnnotator())


def test_what_a_killed_build_has_not_touched_is_not_rendered_again(config):
    first = build(config, FakeAnnotator())
    (config.content / "pont.md").write_text(ARTICLE.replace("trois mois, a annoncé", "six mois, a annoncé"))
    with pytest.raises(KeyboardInterrupt):
        build(config, FakeAnnotator(), Interrupting(len(first.written) // 2))
    done = build(config, FakeAnnotator())
    assert 0 < done.rendered < len(first.written) // 2
    assert not verify(config, FakeAnnotator())


class _UntilAdded(Silent):
    """Stops a build as soon as the folder has a file that it did not have."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = set(_files(folder))

    def advance(self, _: int = 1) -> None:
        if any(name.suffix == ".html" for name in set(_files(self._folder)) - self._before):
            raise KeyboardInterrupt


def test_a_page_that_a_killed_build_has_added_goes_when_its_article_does(config):
    build(config, FakeAnnotator())
    before = _files(config.output)
    new = config.content / "neuf.md"
    new.write_text(ARTICLE.replace("Valmont", "Neuville"))
    with pytest.raises(KeyboardInterrupt):
        build(config, FakeAnnotator(), _UntilAdded(config.output))
    new.unlink()
    build(config, FakeAnnotator())
    assert _files(config.output) == before


def test_an_edit_leaves_search_and_exports_for_a_pause(config):
    with closing(Store(config.cache / "cache.sqlite")) as store:
        watching = Builder(config, FakeAnnotator(), store=store)
        watching.build()
        place = config.content / "pont.md"
        place.write_text(ARTICLE.replace("title: ", "title: Bréhat, "))
        watching.build(only={str(place)})
        exported = config.output / "data" / "briefs.jsonl"
        assert "Bréhat" not in exported.read_text(encoding="utf-8")
        assert watching.late
        countdown = iter(range(5))
        some = watching.catch_up(lambda: next(countdown, None) is None)
        assert watching.late  # something was more urgent
        rest = watching.catch_up()
        assert not watching.late
        assert "data/briefs.jsonl" in {*some, *rest}
        assert "Bréhat" in exported.read_text(encoding="utf-8")
        assert not list(config.output.rglob(".breves-tmp-*"))
        left = {path: path.read_bytes() for path in config.output.rglob("[!.]*") if path.is_file()}
        assert watching.unfinished
        assert watching.build().written == ()
        assert not watching.unfinished
        assert verify(config, FakeAnnotator()) == ()
        assert left == {path: path.read_bytes() for path in left}


def _files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}


def _moved(content):
    (content / "pont.md").rename(content / "passage.md")
    return {"pont.md", "passage.md"}


def _swapped(content):
    """Let two articles have one title, so that the later one is given a number, and then the other."""
    later = (content / "pont.md").read_text().replace("date: 2026-02-", "date: 2024-02-")
    (content / "pont.md").write_text(later)
    return {"pont.md"}


@pytest.mark.parametrize("edit", [_moved, _swapped])
def test_a_page_that_another_article_takes_over_stays(config, tmp_path, edit):
    (config.content / "autre.md").write_text(ARTICLE.replace("-02-", "-01-"))
    with closing(Store(config.cache / "cache.sqlite")) as store:
        watching = Builder(config, FakeAnnotator(), store=store)
        watching.build()
        changed = edit(config.content)
        watching.build(only={str(config.content / name) for name in changed})
        watching.catch_up()
        clean = replace(config, output=tmp_path / "clean", cache=tmp_path / "clean cache")
        build(clean, FakeAnnotator())
        assert _files(config.output) == _files(clean.output)


def test_a_failure_is_told_again_though_nothing_changed(config):
    (config.content / "vide.md").write_text("")
    (config.content / "faux.md").write_text("Titre\n\nFAIL\n")
    for _ in range(3):
        done = build(config, FakeAnnotator())
        assert sorted(str(error.path) for error in done.failures) == ["faux.md", "vide.md"]
        assert done.briefs == 2


def test_strict_writes_nothing(config):
    (config.content / "vide.md").write_text("")
    done = build(config, FakeAnnotator(), strict=True)
    assert not done.published
    assert not config.output.exists()


def test_strict_puts_no_new_frames_around_pages_either(config):
    build(config, FakeAnnotator())
    before = _files(config.output)
    (config.content / "vide.md").write_text("")
    folder = config.root / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "base.html").write_text("[{% block main %}{% endblock %}]")
    assert not build(config, FakeAnnotator(), strict=True).published
    assert _files(config.output) == before


def test_drafts_are_published_when_told(config):
    (config.content / "pont.md").write_text(ARTICLE.replace("source:", "draft: true\nsource:"))
    assert build(config, FakeAnnotator()).briefs == 1
    assert build(replace(config, drafts=True), FakeAnnotator()).briefs == 2
    assert build(config, FakeAnnotator()).briefs == 1
    assert verify(config, FakeAnnotator()) == ()


def test_a_language_without_pipeline_is_a_warning(config):
    (config.content / "de.md").write_text(ARTICLE.replace("language: fr", "language: de"))
    done = build(config, FakeAnnotator())
    assert done.failures == ()
    assert any("«de»" in warning for warning in done.warnings)


def test_the_last_good_page_is_kept_when_asked(config):
    builder = Builder(config, FakeAnnotator(), keep_last=True)
    builder.build()
    (config.content / "pont.md").write_text("---\ntitle: [\n---\n")
    done = builder.build()
    assert (done.briefs, len(done.failures), done.changed) == (2, 1, False)
    assert build(config, FakeAnnotator()).briefs == 1


def test_the_same_with_one_process_and_with_two(config, tmp_path):
    for number in range(80):
        body = f"Anna Berg et Karim Leduc ont vu {number} lits. « Oui », dit-elle.\n\n" * 40
        (config.content / f"n{number}.md").write_text(ARTICLE.replace("Le pont", f"Le pont {number}") + body)
    sites = []
    for jobs in (1, 2):
        one = replace(config, jobs=jobs, output=tmp_path / f"s{jobs}", cache=tmp_path / f"c{jobs}")
        assert build(one, FakeAnnotator()).annotated == 82
        sites.append(
            {p.relative_to(one.output): p.read_bytes() for p in one.output.rglob("*") if p.is_file()}
        )
    assert sites[0] == sites[1]


def test_a_broken_template_is_told_with_its_line_and_mended(config):
    build(config, FakeAnnotator())
    config.templates.mkdir()
    (config.templates / "actor.html").write_text("fine\n{% if %}\n")
    with pytest.raises(TemplateError) as caught:
        build(config, FakeAnnotator())
    assert caught.value.line == 2
    (config.templates / "actor.html").unlink()
    build(config, FakeAnnotator())
    assert verify(config, FakeAnnotator()) == ()


def test_foreign_files_are_refused_and_left_alone(config):
    config.output.mkdir()
    (config.output / "mine.txt").touch()
    with pytest.raises(OutputError):
        build(config, FakeAnnotator())
    build(config, FakeAnnotator(), force=True)
    assert (config.output / "mine.txt").exists()


def test_verify_notices_what_differs(config):
    build(config, FakeAnnotator())
    (config.output / "index.html").write_text("harmed")
    (config.output / "actors.html").unlink()
    assert verify(config, FakeAnnotator()) == ("actors.html is missing.", "index.html differs.")


def test_what_no_article_needs_any_more_is_forgotten(config, monkeypatch):
    monkeypatch.setattr(remembered, "_SPARE", 0)
    place = config.cache / "cache.sqlite"
    kept = []
    for months in ("six", "sept", "huit"):
        (config.content / "pont.md").write_text(
            ARTICLE.replace("trois mois, a annoncé", f"{months} mois, a annoncé")
        )
        build(config, FakeAnnotator())
        with closing(sqlite3.connect(place)) as store:
            kept += store.execute("SELECT count(*) FROM kept").fetchone()
    assert kept[0] == kept[1] == kept[2]


def test_another_process_goes_on_from_a_snapshot(config, monkeypatch):
    monkeypatch.setattr(remembered, "_BEHIND", 0)
    with closing(Store(config.cache / "cache.sqlite")) as store:
        builder = Builder(config, FakeAnnotator(), store=store)
        builder.build(attend=True)
        built = builder.library
    library = Library(config.per_page, EMPTY, config.language)
    with closing(Store(config.cache / "cache.sqlite")) as store:
        assert library.thaw(
            *(partial(store.state, f"site {config.output} {part}") for part in Frozen._fields)
        )
        known = library.identities
    assert known.casts() == built.identities.casts()
    assert known.links() == built.identities.links()
    assert (library.behind, sorted(library.index.by_path)) == (0, ["autre.md", "pont.md"])
    with closing(Store(None)) as empty:  # nothing is linked again, and so nothing is asked for
        assert library.recall(dict(library.keys), empty)
        assert not library.recall({"pont.md": b"another"}, empty)


@pytest.mark.parametrize("lost", [None, b"of another process"])
def test_identities_that_are_lost_are_settled_again(config, monkeypatch, lost):
    monkeypatch.setattr(remembered, "_BEHIND", 0)
    build(config, FakeAnnotator())
    links = []
    for identities in (None, lambda: lost):
        library = Library(config.per_page, EMPTY, config.language)
        with closing(Store(config.cache / "cache.sqlite")) as store:
            parts = [partial(store.state, f"site {config.output} {part}") for part in Frozen._fields]
            library.thaw(parts[0], parts[1], identities or parts[2])
            links.append(library.identities.links())
    assert links[0] == links[1]
    assert links[0]


def test_a_snapshot_of_other_settings_is_no_use(config, monkeypatch):
    monkeypatch.setattr(remembered, "_BEHIND", 0)
    build(config, FakeAnnotator())
    library = Library(config.per_page + 1, EMPTY, config.language)
    with closing(Store(config.cache / "cache.sqlite")) as store:
        assert not library.thaw(
            *(partial(store.state, f"site {config.output} {part}") for part in Frozen._fields)
        )
    assert not library.keys
