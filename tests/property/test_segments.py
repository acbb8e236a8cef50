"""Whatever is marked, the text stays the text and the HTML stays well-formed."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Span
from generator.pages.segments import Mark, Spread, cut, spread
from generator.publish import markup

KINDS = ("quote", "person", "number", "em", "strong", "a")
TEXT = st.text(alphabet="ab <>&\"'é\n«\u202f", min_size=1, max_size=40)


@st.composite
def marked(draw):
    text = draw(TEXT)
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(KINDS))
        href = draw(st.sampled_from((None, "actors/x.html", 'x"><script>')))
        mark = Mark(kind, f"m{number}", href, who=draw(TEXT), why=draw(TEXT), back="said-1", label=draw(TEXT))
        marks.append(Spread(Span(start, end), KINDS.index(kind) // 2, mark))
    return text, marks


class Reader(HTMLParser):
    """Checks that elements nest, that links do not, and gathers text and ids."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.ids, self.seen = [], [], [], set()
        self.aside = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.seen.add(tag)
        assert not (tag == "a" and "a" in self.open)
        self.aside = attrs.get("class") == "back"
        self.open.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.aside = False

    def handle_data(self, data):
        if not self.aside:
            self.text.append(data)


@given(marked())
def test_pieces_join_to_the_text(example):
    text, marks = example
    found = cut(text, Span(0, len(text)), marks)
    assert "".join(piece.text for piece in found.pieces) == text
    for piece in found.pieces:
        assert piece.text
        assert len(set(piece.marks)) == len(piece.marks)


@given(marked())
def test_every_mark_covers_its_span(example):
    text, marks = example
    found = cut(text, Span(0, len(text)), marks)
    kept = [mark for mark in marks if mark.span.start < mark.span.end]
    for number, mark in enumerate(kept):
        covered = "".join(piece.text for piece in found.pieces if number in piece.marks)
        assert covered == text[mark.span.start : mark.span.end]


def _loose(text):
    """The text with plain spaces: beside French punctuation pages show ones that do not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@given(marked())
def test_html_is_well_formed_and_says_the_text(example):
    text, marks = example
    html = str(markup.inline(cut(text, Span(0, len(text)), marks), "../"))
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    assert _loose("".join(reader.text)) == _loose(text)
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.seen <= {"mark", "a", "em", "strong"}


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.data())
def test_marks_are_dealt_to_every_block_they_touch(lengths, data):
    blocks, at = [], 0
    for length in lengths:
        blocks.append(Span(at, at + length))
        at += length + 2
    start = data.draw(st.integers(0, at))
    end = data.draw(st.integers(start, at))
    dealt = spread([Spread(Span(start, end), 0, Mark("quote"))], blocks)
    for block, marks in zip(blocks, dealt, strict=True):
        assert bool(marks) == (min(end, block.end) > max(start, block.start))
