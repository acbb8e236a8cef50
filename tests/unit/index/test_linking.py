from dataclasses import replace

from generator.index import collection, traces
from generator.index.clues import Clue
from generator.index.echoes import alike
from generator.index.entry import Entry, Part, Said
from generator.index.names import Key, slug
from generator.index.telling import Telling
from generator.index.traces import Print, likeness
from generator.model import Article, Block, Span

WIRE = (
    "Le conseil municipal de Valmont a voté lundi soir la construction d'une passerelle entre les deux "
    "rives. Les travaux dureront onze mois et coûteront trois millions d'euros. La maire a remercié les "
    "riverains de leur patience, qui dit-elle a tenu mieux que le vieux bac. L'opposition s'est "
    "abstenue et demande que le bac soit conservé pour les promeneurs. Une première pierre sera posée "
    "au printemps par les écoliers."
)
CUT = WIRE[: WIRE.index("Une première")]
OTHER = (
    "Le conseil municipal de Valmont a voté mardi matin la fermeture de la piscine pendant les travaux "
    "de la toiture. Les nageurs iront à Bréval jusqu'en septembre, et un bus les y conduira chaque "
    "mercredi. Le club a protesté contre la durée du chantier, qui lui coûtera sa saison, et réclame "
    "une remise aux abonnés."
)


def sketch(text: str) -> traces.Sketch:
    article = Article("a", "a", "a", text, (Block("paragraph", Span(0, len(text))),), "fr")
    found = traces.sketch(article)
    assert found
    return found


def entry(path, date, *, text="", said=(), actors=(), words=(), source=None):
    quotes = tuple(
        Said(number, words, "direct", key and Key("person", slug(key)), key, None, (), 1.0)
        for number, (key, words) in enumerate(said, 1)
    )
    names = {*actors, *(key for key, _ in said if key)}
    return Entry(
        path=path,
        slug=path,
        title=path,
        language="fr",
        date=date,
        source=source,
        author=None,
        tags=(),
        standfirst="",
        parts=tuple(Part(Key("person", slug(name)), name, None, 2, True, 1) for name in sorted(names)),
        quotes=quotes,
        figures=(),
        moments=(),
        telling=Telling(headline=tuple(words)),
        sketch=traces.packed(sketch(text)) if text else b"",
        prints=tuple(Print(said.number, traces.prints(said.text)) for said in quotes),
    )


def test_a_text_cut_short_is_in_the_whole():
    resemblance, contained = likeness(sketch(WIRE), sketch(CUT))
    assert 0.5 < resemblance < 1
    assert contained > 0.9
    assert likeness(sketch(WIRE), sketch(WIRE)) == (1, 1)
    assert likeness(sketch(WIRE), sketch(OTHER))[1] < 0.2


def test_copies_name_the_first_published_and_count_once():
    index = collection.join(
        [
            entry("paper", "2026-01-02", text=CUT, actors=["Anne Morel"]),
            entry("agency", "2026-01-01", text=WIRE, actors=["Anne Morel"]),
            entry("pool", "2026-01-02", text=OTHER, actors=["Anne Morel"]),
        ]
    )
    assert index.copies == {"agency": ("paper",)}
    assert {path: one.original for path, one in index.by_path.items()} == {
        "agency": "",
        "paper": "agency",
        "pool": "",
    }
    (morel,) = index.profiles.values()
    assert (len(morel.appearances), morel.briefs, morel.mentions, morel.quotes) == (3, 2, 4, 2)
    left, _ = collection.update(index, ["agency"], ())
    assert not any(left.copies.values())
    assert left.by_path["paper"].original == ""


def test_what_returns_every_week_is_no_copy():
    index = collection.join([entry(f"{day}", f"2026-01-{day:02}", text=WIRE) for day in (1, 8, 15)])
    assert index.copies == {}


def test_wordings_of_one_quotation():
    whole = traces.words("Nous ne fermerons pas une seule classe cette année, et je m'y engage devant vous")
    assert alike(whole, traces.words("nous ne fermerons pas une seule classe cette année"), known=True)
    assert alike(
        whole, traces.words("On ne fermera pas une seule classe cette année et je m’y engage"), known=True
    )
    assert not alike(
        whole, traces.words("Nous ne fermerons pas la piscine, et je le redis devant vous"), known=True
    )
    assert not alike(traces.words("Nous verrons bien"), traces.words("Nous verrons bien"), known=False)


SENTENCE = "Un port, ce n’est pas un parking : on n’y gare pas des gens"


def test_an_echo_has_its_first_appearance_last_and_one_speaker():
    index = collection.join(
        [
            entry("c", "2026-01-03", said=[("Anne Morel", SENTENCE[:39] + " : on n’y gare pas les gens")]),
            entry("b", "2026-01-02", said=[(None, SENTENCE)]),
            entry("a", "2026-01-01", said=[("Anne Morel", SENTENCE)]),
            entry("x", "2026-01-03", said=[("Jean Petit", SENTENCE)]),
        ]
    )
    (echo,) = index.echoes.values()
    assert [place.path for place in echo.places] == ["c", "b", "a"]
    assert (echo.slug, echo.articles) == ("a-q1", 3)
    assert index.echo_of["b"] == {1: "a-q1"}


def test_what_only_copies_carry_is_no_echo():
    index = collection.join(
        [entry(path, "2026-01-01", text=WIRE, said=[("Anne Morel", SENTENCE)]) for path in ("a", "b")]
    )
    assert index.echoes == {}


def test_a_story_goes_on_from_its_closest_brief_and_says_why():
    some = [
        entry("1", "2026-01-01", actors=["Anne Morel", "Paul Roux"], words=["passerelle", "bac"]),
        entry(
            "2", "2026-01-03", actors=["Anne Morel", "Jean Petit"], words=["passerelles", "chantier", "bac"]
        ),
        entry("3", "2026-01-09", actors=["Jean Petit", "Paul Roux"], words=["chantier", "passerelle"]),
        entry("other", "2026-01-09", actors=["Anne Morel"], words=["piscine"]),
        entry("undated", None, actors=["Anne Morel", "Jean Petit"], words=["passerelle"]),
    ]
    index = collection.join(some)
    (story,) = index.stories.values()
    assert story.paths == ("3", "2", "1")
    assert index.story_of == dict.fromkeys("123", "1")
    assert {Clue("actor", "jean-petit"), Clue("word", "passerell")} <= set(index.ties["3"][0].reasons)
    assert collection.join(some[::-1]) == index
    # One judge, one town: another affair.
    assert "other" not in index.story_of


def test_a_copy_is_no_episode():
    three = [
        entry(f"{day}", f"2026-01-0{day}", actors=["Anne Morel", "Paul Roux"], words=["passerelle"])
        for day in (1, 2, 3)
    ]
    three[1] = replace(three[1], sketch=traces.packed(sketch(WIRE)))
    copy = replace(three[1], path="copy", slug="copy", date="2026-01-03")
    index = collection.join([*three, copy])
    assert index.stories["1"].paths == ("3", "2", "1")
    assert index.by_path["copy"].counted == "2"
