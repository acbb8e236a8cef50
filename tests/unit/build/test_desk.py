"""What the desk lists of a collection."""

from __future__ import annotations

from generator import config as configuration
from generator.build import build
from generator.build.desk import check
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator


def test_the_desk_lists_the_worst_first(site):
    content = site / "content"
    (content / "seul.txt").write_text("Rien de daté\n\nOn entend « un bruit étrange » dans la nuit.\n")
    (content / "pont.corrections.toml").write_text('\n[[quote]]\nexact = "rien de tel"\n')
    (content / "vide.md").write_text("")
    config = configuration.load(site)
    found = check(config, FakeAnnotator())
    assert [(one.kind, one.path, one.line) for one in found if one.path != "pont.md"] == [
        ("article", "vide.md", None),
        ("correction", "pont.corrections.toml", 2),
        ("date", "seul.txt", 1),
        ("unattributed", "seul.txt", 3),
        ("source", "seul.txt", 1),
    ]
    assert not config.output.exists()


def test_what_an_editor_has_settled_is_off_the_desk(site):
    content = site / "content"
    (content / "seul.txt").write_text("Rien de daté\n\nOn entend « un bruit étrange » dans la nuit.\n")
    (content / "seul.corrections.toml").write_text('[[quote]]\nexact = "un bruit étrange"\nspeaker = ""\n')
    found = check(configuration.load(site), FakeAnnotator())
    assert not any(one.kind == "unattributed" and one.path == "seul.txt" for one in found)


def test_a_correction_shows_on_the_page_and_a_dead_one_is_told(site):
    config = configuration.load(site)
    (config.content / "pont.md").write_text(ARTICLE + "\nJean Petit parle. « Le bac suffit » dit-on.\n")
    build(config, FakeAnnotator())
    page = next(config.output.glob("briefs/*.html"))
    assert "Zoé Lambert" not in page.read_text()
    (config.content / "pont.corrections.toml").write_text(
        '[[quote]]\nexact = "Le bac suffit"\nspeaker = "Zoé Lambert"\n[[date]]\nexact = "jamais écrit"\n'
    )
    report = build(config, FakeAnnotator())
    (told,) = report.failures
    assert (str(told.path), told.line) == ("pont.corrections.toml", 4)
    assert "Zoé Lambert" in page.read_text()
    (config.content / "pont.corrections.toml").unlink()
    assert build(config, FakeAnnotator()).failures == ()
    assert "Zoé Lambert" not in page.read_text()


def test_two_of_an_article_whom_the_registry_joins_are_listed_once_and_the_hidden_not_at_all(site):
    config = configuration.load(site)
    (config.content / "pont.md").write_text(
        ARTICLE + "\nJean Petit et Jan Petiot. « Oui » dit Zoé Lambert.\n"
    )
    (site / "actors.toml").write_text(
        '[[actor]]\nname = "Jean Petit"\naliases = ["Jan Petiot"]\n'
        '[[actor]]\nname = "Claire Dumas"\nhide = true\n'
    )
    build(config, FakeAnnotator())
    page = next(config.output.glob("briefs/*.html")).read_text()
    assert page.count('<a class="actor" href="../actors/jean-petit.html">') == 1
    assert 'data-who="E1"' not in page
    assert "Claire Dumas" in page  # as the article's own words
