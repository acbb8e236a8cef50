from __future__ import annotations

import pytest

from generator.errors import ContentError
from generator.reading.frontmatter import FrontMatter, split


def yaml(*lines: str) -> FrontMatter:
    return split("\n".join(["---", *lines, "---", "Text"]), "a.md")[0]


def refuse(text: str) -> ContentError:
    with pytest.raises(ContentError) as caught:
        split(text, "folder/a.md")
    assert caught.value.path == "folder/a.md"
    assert caught.value.remedy
    return caught.value


def test_all_keys_of_yaml():
    matter = yaml(
        "title: The harbour opens",
        "date: 2024-03-05 08:30",
        "language: en-GB",
        "source: {name: The Gazette, url: https://gazette.example/a}",
        "author: [Ann, Bob]",
        "tags: harbour, strike,",
        "slug: opens",
        "draft: true",
        "desk: Economy",
        "since: 2020-01-01",
    )
    assert matter == FrontMatter(
        title="The harbour opens",
        date="2024-03-05T08:30:00",
        language="en",
        source_name="The Gazette",
        source_url="https://gazette.example/a",
        author="Ann, Bob",
        tags=("harbour", "strike"),
        slug="opens",
        draft=True,
        extra={"desk": "Economy", "since": "2020-01-01"},
    )


def test_all_keys_of_toml():
    matter, body = split(
        '+++\ntitle = "Le port"\ndate = 2024-03-05T08:30:00+01:00\ntags = ["a", "b"]\n'
        "[meta]\nday = 1979-05-27\nshare = nan\n+++\nTexte",
        "a.txt",
    )
    assert (matter.title, matter.date, matter.tags) == ("Le port", "2024-03-05T08:30:00+01:00", ("a", "b"))
    assert matter.extra == {"meta": {"day": "1979-05-27", "share": "nan"}}
    assert body.strip() == "Texte"


def test_other_spellings():
    matter = yaml("Titre: Le port", "langue: fr", "auteur: Anne", "mots-clés: [a]", "url: https://a.example/")
    assert (matter.title, matter.language, matter.author) == ("Le port", "fr", "Anne")
    assert (matter.tags, matter.source_url) == (("a",), "https://a.example/")


def test_yaml_is_read_as_its_version_1_2():
    assert yaml("language: no").language == "no"
    assert yaml("at: 12:30", "count: 012", "vote: yes").extra == {
        "at": "12:30",
        "count": "012",
        "vote": "yes",
    }
    assert yaml("title: 2024").title == "2024"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("2023-12", "2023-12"),
        ("2023-12-24", "2023-12-24"),
        ("2023-1-5", "2023-01-05"),
        ("2023-12-24T08:30:00Z", "2023-12-24T08:30:00Z"),
        ("2023-12-24 8:30", "2023-12-24T08:30:00"),
        ("24/12/2023", "2023-12-24"),
        ("24 décembre 2023", "2023-12-24"),
        ("December 24, 2023", "2023-12-24"),
        ("décembre 2023", "2023-12"),
    ],
)
def test_dates_keep_their_precision(written, iso):
    assert yaml(f"date: {written}").date == iso


def test_an_address_as_source():
    matter = yaml("source: https://www.gazette.example/a")
    assert (matter.source_name, matter.source_url) == ("gazette.example", "https://www.gazette.example/a")


def test_without_front_matter_nothing_is_taken():
    assert split("A headline\n---\nText\n---\n", "a.md") == (FrontMatter(), "A headline\n---\nText\n---\n")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: x\n\nText", 1, "never closed"),
        ("+++\ntitle = 'x'\n---\nText", 1, "never closed"),
        ("---\ntitle: a\nx: A: b\n---\n", 3, "YAML"),
        ('---\ntitle: "a\ndate: 2024\n---\n', 2, "YAML"),
        ("---\na: 1\n---x\n---\n", 3, "YAML"),
        ("+++\na = 1\nb = c\n+++\n", 3, "TOML"),
        ("+++\na = 1\ndate = 2024-02-30\n+++\n", 3, "TOML"),
        ("---\ntitle: x\n# note\ndate: 2024-02-30\n---\n", 4, "is no date"),
        ("---\ndate: yesterday\n---\n", 2, "is no date"),
        ("---\ndate: [2024]\n---\n", 2, "is no date"),
        ("\n\n---\ntitle: [a]\n---\n", 4, "must be text"),
        ("+++\n\ntitle = true\n+++\n", 3, "must be text"),
        ("---\nlanguage: french\n---\n", 2, "language code"),
        ("---\ntags: {a: b}\n---\n", 2, "list of words"),
        ("---\nauthor: [1, 2]\n---\n", 2, "list of names"),
        ("---\ndraft: maybe\n---\n", 2, "true or false"),
        ("---\nsource_url: javascript:alert(1)\n---\n", 2, "web address"),
        ("---\nsource_url: 'https://a.example/<b>'\n---\n", 2, "web address"),
        ("---\nsource: {name: x, colour: y}\n---\n", 2, "unknown key"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, "given twice"),
        ("---\ntitle: a\ntitre: b\n---\n", 3, "given twice"),
        ("---\n- a\n- b\n---\n", 2, "key: value"),
        ("---\na: 1\nb: !!python/object/apply:os.system [ls]\n---\n", 3, "tag"),
        ("---\na: &a [x, x]\nb: [*a, *a]\n---\n", 2, "anchors"),
        ("---\na: " + "[" * 5000 + "\n---\n", 2, "too deeply"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", 2, "TOML"),
        ("---\na: " + "x" * 70_000 + "\n---\n", 1, "too long"),
    ],
)
def test_broken_front_matter_names_the_line_of_the_file(text, line, problem):
    error = refuse(text)
    assert problem in error.problem
    assert error.line == line
