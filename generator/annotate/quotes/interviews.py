"""Interviews printed without quotation marks: questions, and the answers after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from generator.annotate.quotes import wording
from generator.annotate.quotes.candidate import Candidate
from generator.annotate.quotes.marks import MARK
from generator.annotate.quotes.stretches import View
from generator.model import Span

__all__ = ["entitle", "find", "interviewee"]

_QUESTIONS = 3  # so many make an interview
_ADDRESSING = 2  # of them speak to somebody
_LONGEST = 90  # words of a question
_CREDIT = 15  # words of a credit, or of a question that trails off
_PROMPT = 40  # words of what leads on without asking
_HEADED = 0.7  # confidence in the headline's quotation
_ANSWER = 6  # paragraphs
_PEOPLE = frozenset({"PER", "PERSON"})
_LEAD = re.compile(r"\s*[—–-]?\s*")


@dataclass(frozen=True, slots=True)
class _Turn:
    question: View
    answer: tuple[View, ...]


def find(views: Sequence[View]) -> tuple[Candidate, ...]:
    """Find what is answered in an interview: from each question to the next one.

    Three paragraphs or headings have to be questions, two of them to somebody, and most answers
    in the first person: that tells an interview from an explanation that asks its own questions.
    One that says that it is an interview needs one such question and one such answer.
    """
    announced = any(map(_announces, views))
    turns = _turns(views, announced=announced)
    addressed = sum(_uses(turn.question, asked=True) for turn in turns)
    if len(turns) < _QUESTIONS or addressed < (1 if announced else _ADDRESSING):
        return ()
    personal = sum(any(_uses(view, asked=False) for view in turn.answer) for turn in turns)
    if personal < (1 if announced else len(turns) / 2):
        return ()
    speaker = interviewee(views, turns[0].question.number)
    label = _label(views, speaker)
    return tuple(_candidate(turn, speaker, label) for turn in turns)


def entitle(
    views: Sequence[View], turns: tuple[Candidate, ...], quoted: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Give what an interview's headline quotes of nobody to who answers."""
    answering = next((turn.speaker_span for turn in turns if turn.rule == "interview"), None)
    if answering is None:
        return quoted
    end = views[0].passage.start + len(views[0].passage.text)
    return tuple(
        replace(each, speaker_span=answering, confidence=_HEADED)
        if each.rule == "free" and each.speaker_span is None and each.span.end <= end
        else each
        for each in quoted
    )


def _announces(view: View) -> bool:
    """Whether a short paragraph says that this is an interview: "Propos recueillis par …", "INTERVIEW."."""
    text = view.passage.text.strip().lower()
    words = wording.read(view.passage.language)
    whole = text.partition(".")[0].partition(":")[0].strip() in words.interviews
    return whole or (len(text.split()) <= _CREDIT and text.startswith(tuple(words.interview_credits)))


def _turns(views: Sequence[View], *, announced: bool) -> list[_Turn]:
    questions = {n for n, view in enumerate(views) if n and _question(view)}
    if announced and questions:
        questions |= {n for n, view in enumerate(views) if n > min(questions) and _trails_off(view)}
    asked = sorted(questions | _prompts(views, questions))
    turns: list[_Turn] = []
    for n, following in zip_longest(asked, asked[1:]):
        if following == n + 1:
            continue  # a question of two paragraphs: its end counts
        stop = min(following if following is not None else len(views), n + 1 + _ANSWER)
        if following is None:  # the last answer goes on as long as somebody speaks of himself
            stop = next((m for m in range(n + 2, stop) if not _uses(views[m], asked=False)), stop)
        answer = tuple(views[n + 1 : stop])
        if answer and not any(MARK.match(view.passage.text) for view in answer):
            turns.append(_Turn(views[n], answer))
    return turns


def _prompts(views: Sequence[View], questions: set[int]) -> set[int]:
    """Return the paragraphs that lead on without asking: short, to somebody, an answer on either side."""
    if len(questions) < _QUESTIONS:
        return set()
    return {
        n
        for n in range(min(questions) + 2, max(questions) - 1)
        if not {n - 1, n, n + 1} & questions
        and len(views[n].passage.text.split()) <= _PROMPT
        and not MARK.match(views[n].passage.text)
        and _uses(views[n], asked=True)
        and not _uses(views[n], asked=False)
    }


def _question(view: View) -> bool:
    text = view.passage.text.strip()
    return (
        view.passage.block.kind != "headline"
        and text.endswith("?")
        and not MARK.match(text)
        and len(text.split()) <= _LONGEST
    )


def _trails_off(view: View) -> bool:
    """Whether a short paragraph leaves its end to somebody else: "Les agriculteurs se disent visés…"."""
    text = view.passage.text.strip()
    return text.endswith(("…", "...")) and not MARK.match(text) and len(text.split()) <= _CREDIT


def _uses(view: View, *, asked: bool) -> bool:
    """Whether a paragraph speaks to somebody (``asked``) or of who speaks."""
    words = wording.read(view.passage.language)
    pronouns = words.second_persons if asked else words.first_persons
    return any(word in pronouns for word in view.clauses.folded)


def interviewee(views: Sequence[View], first: int) -> Span | None:
    """Return the first person named in the paragraphs before the ``first`` question: who is interviewed."""
    for view in views[:first]:
        for entity in view.passage.doc.ents:
            if entity.label_ in _PEOPLE:
                return view.passage.span(entity)
    return None


def _label(views: Sequence[View], speaker: Span | None) -> re.Pattern[str]:
    """Return what may stand before an answer: a dash, the name of who gives it, its initials."""
    view = next(
        (v for v in views if speaker and v.passage.start <= speaker.start < v.passage.block.span.end), None
    )
    if view is None or speaker is None:
        return _LEAD
    name = view.passage.text[speaker.start - view.passage.start : speaker.end - view.passage.start]
    initials = r"\.?[ -]?".join(re.escape(part[0]) for part in re.split(r"[ -]", name) if part)
    return re.compile(rf"{_LEAD.pattern}(?:(?:{re.escape(name)}|{initials})\s*[.:–—-]+\s*)?")


def _candidate(turn: _Turn, speaker: Span | None, label: re.Pattern[str]) -> Candidate:
    first, last = turn.answer[0], turn.answer[-1]
    lead = label.match(first.passage.text)
    start = first.passage.start + (lead.end() if lead else 0)
    end = last.passage.start + len(last.passage.text.rstrip())
    return Candidate(
        Span(start, end),
        "direct",
        speaker_span=speaker,
        sense="answers",
        rule="interview",
        confidence=0.75 if speaker else 0.6,
    )
