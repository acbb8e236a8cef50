"""Parse a source into an article: decode, take off front matter, read, tell text from captions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from generator.config import Config
from generator.corrections import file, place
from generator.errors import ContentError
from generator.model import Article, Source
from generator.reading import captions, dates, frontmatter, html, markdown, plain
from generator.reading.decoding import compose, uncomposed
from generator.reading.draft import Draft, Piece, assemble
from generator.reading.frontmatter import FrontMatter
from generator.reading.language import detect, detect_block
from generator.reading.slugs import slug_of

__all__ = ["correct", "parse"]

_BYLINE_LENGTH = 80  # characters; what is longer is text
# Pages and lines that no editor counts as lines; front matter is read, and its lines counted, before.
_SEPARATORS = re.compile("[\x0b\x0c\u2028\u2029]")
_UNDER_HEADLINE = 6  # pieces beneath the headline among which a byline is looked for


def parse(source: Source, config: Config) -> Article:
    """Parse one source. Raises ContentError, with the line, where it cannot be published."""
    text = uncomposed(source.data, source.path)
    composed = compose(text)
    article = _parsed(composed, source, config)
    if composed != text:
        with suppress(ContentError):
            stored = _parsed(text, source, config).text
            if stored != article.text == compose(stored):  # only plain text comes through as it was
                return replace(article, stored=stored)
    return article


def _parsed(text: str, source: Source, config: Config) -> Article:
    matter, body = frontmatter.split(text, source.path)
    draft = _read(body, source.path, matter)
    pieces = _with_headline(draft, matter.title, source.path)
    pieces, author, printed = _tell_apart(pieces)
    title = pieces[0].text
    date = matter.date or draft.date or printed or _dateline(pieces) or dates.in_path(source.path)
    running = "\n".join(piece.text for piece in pieces if piece.kind not in ("caption", "code"))
    language = matter.language or draft.language or config.content_language or detect(running, config)
    text, blocks, inlines = assemble([_in_language(piece, language, config) for piece in pieces])
    return Article(
        path=source.path,
        slug=slug_of(matter.slug or title, source.path),
        title=title,
        text=text,
        blocks=blocks,
        language=language,
        date=date,
        inlines=inlines,
        source_name=matter.source_name or draft.source_name,
        source_url=matter.source_url or draft.source_url,
        author=matter.author or draft.author or author,
        tags=matter.tags or draft.tags,
        draft=matter.draft,
        extra=matter.extra,
        digest=source.digest,
        slug_chosen=matter.slug is not None,
    )


def correct(article: Article, source: Source) -> tuple[Article, tuple[ContentError, ...]]:
    """Return the article with its editor's corrections, and what is wrong with others."""
    if source.corrections is None:
        return article, ()
    found, problems = file.read(source.corrections, place.beside(source.path), article.text)
    return replace(article, corrections=found), problems


def _read(body: str, path: str, matter: FrontMatter) -> Draft:
    if not body.strip():
        if matter.title:
            return Draft(())
        raise ContentError(
            "there is no text after the front matter.",
            path=path,
            remedy="Write the article, or delete the file.",
        )
    body = _SEPARATORS.sub("\n", body)
    suffix = path.rsplit(".", 1)[-1].lower()
    if suffix in ("html", "htm"):
        return html.read(body)
    if suffix in ("md", "markdown"):
        return markdown.read(body, path)
    first = body.lstrip().split("\n", 1)[0]
    return plain.read(body, headline=not matter.title or _same(dates.split_prefix(first)[1], matter.title))


def _same(one: str, other: str) -> bool:
    """Whether two titles differ in white space, case or final punctuation at most."""

    def bare(title: str) -> str:
        return "".join(unicodedata.normalize("NFKC", title).casefold().split()).rstrip(".")

    return bare(one) == bare(other)


def _with_headline(draft: Draft, given: str | None, path: str) -> list[Piece]:
    """Put the headline first: the given one, the content's own, or its first sentence."""
    pieces = list(draft.pieces)
    title = given or draft.title
    if title:
        for at, piece in enumerate(islice(pieces, 3)):
            if _same(piece.text, title) and piece.kind in ("headline", "heading", "paragraph"):
                headline = replace(pieces.pop(at), kind="headline", level=0, containers=())
                return [headline, *pieces]
        return [Piece("headline", " ".join(title.split(" "))), *pieces]
    if not pieces:
        raise ContentError(
            "no text was found in it.", path=path, remedy="Write the article, or delete the file."
        )
    first = pieces.pop(0)
    if first.kind not in ("headline", "heading"):
        text, rest = plain.cut_headline(first.text)
        if rest:
            return [Piece("headline", text), _tail(first, rest), *pieces]
    return [replace(first, kind="headline", level=0, containers=()), *pieces]


def _tail(piece: Piece, rest: str) -> Piece:
    """Return the end of a piece whose begin became the headline."""
    cut = len(piece.text) - len(rest)
    kept = (
        replace(inline, span=type(inline.span)(max(0, inline.span.start - cut), inline.span.end - cut))
        for inline in piece.inlines
        if inline.span.end > cut
    )
    return replace(piece, text=rest, inlines=tuple(kept))


def _tell_apart(pieces: Sequence[Piece]) -> tuple[list[Piece], str | None, str | None]:
    """Make captions of the lines that are no text; return the author and date that bylines name."""
    author = date = None
    told = [pieces[0]]
    beneath = True  # nothing but bylines and captions so far
    for at, piece in enumerate(pieces[1:], 1):
        line, place = piece.text, piece
        if piece.kind in ("paragraph", "heading", "item") and "\n" not in line:
            following = pieces[at + 1].text if at + 1 < len(pieces) else ""
            byline = _byline(line, following) if beneath and at <= _UNDER_HEADLINE else None
            if byline:
                author, date = author or byline.author, date or byline.date
            if byline or _is_aside(piece, last=not following and at > 1):
                place = replace(piece, kind="caption", level=0)
        beneath = beneath and (place.kind == "caption" or len(line) < _BYLINE_LENGTH)
        told.append(place)
    return told, author, date


def _byline(line: str, following: str) -> captions.Byline | None:
    """Read a byline; a bare name is one where a date of publication stands beneath it."""
    byline = captions.read_byline(line)
    if byline is None and captions.is_signature(line):
        beneath = captions.read_byline(following)
        if beneath and beneath.date and not beneath.author:
            return captions.Byline(line, None)
    return byline


def _is_aside(piece: Piece, *, last: bool) -> bool:
    """Whether a piece is shown but is no text of the article."""
    line = piece.text
    if captions.is_furniture(line) or not any(map(str.isalnum, line)):
        return True
    if piece.kind == "heading":
        return False
    if captions.is_caption(line) or captions.is_closing_credit(line):
        return True
    signed = captions.is_signature(line) or captions.read_byline(line.rstrip(".")) is not None
    return last and piece.kind == "paragraph" and signed


def _dateline(pieces: Sequence[Piece]) -> str | None:
    texts = (piece.text for piece in pieces[1:] if piece.kind == "paragraph")
    return next(filter(None, map(dates.find_dateline, islice(texts, 2))), None)


def _in_language(piece: Piece, language: str, config: Config) -> Piece:
    if piece.kind in ("caption", "code"):
        return piece
    found = piece.language or detect_block(piece.text, language, config)
    return replace(piece, language=None if found == language else found)
