"""Measure accuracy on every gold set present, against the floors.

python -m tests.quality.accuracy --content DIR
python -m tests.quality.accuracy [--sets NAME,NAME] [--raise] [--lower] [--no-marks] [--errors N] [--markdown]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model import Annotations
from tests.quality import corrected, floors
from tests.quality.errors import LAYERS, Difference, differences
from tests.quality.gold import Gold
from tests.quality.marks import STYLES, rewrite
from tests.quality.scoring import HEADLINE_FIGURES, SAID_FIGURES, figures
from tests.quality.sets import SETS, GoldSet, annotate, present

__all__ = ["Measured", "main", "measure", "measure_marks"]

_MARKS_ALLOWED = 1.0  # points of quote_f1 that another style of marks may cost
_MARKS_WORDS = 20_000  # of a set, rewritten in each style


@dataclass(frozen=True)
class Measured:
    """One set's figures, what was found in it, and how fast (words per second, one process)."""

    gold_set: GoldSet
    figures: dict[str, float]
    found: Mapping[str, tuple[str, Annotations]]
    words: int
    speed: float

    @property
    def headline(self) -> dict[str, float]:
        """The figures that the tables show and the floors hold."""
        shown = SAID_FIGURES if self.gold_set.said else HEADLINE_FIGURES
        return {name: self.figures[name] for name in shown if name in self.figures}


def measure(gold_set: GoldSet) -> Measured:
    """Annotate and score one set; loading the pipelines is not timed."""
    articles = gold_set.read()
    annotate(articles[:1])
    start = time.perf_counter()
    found = annotate(articles)
    seconds = time.perf_counter() - start
    words = sum(len(article.text.split()) for article in articles)
    return Measured(gold_set, figures(articles, found, gold_set.kinds), found, words, words / seconds)


def measure_marks(gold_set: GoldSet) -> dict[str, float]:
    """Return what each style of marks changes in quote_f1, in points, by the style's name.

    Large sets are measured on their first articles.
    """
    articles: list[Gold] = []
    words = 0
    for article in gold_set.read():
        if words < _MARKS_WORDS:
            articles.append(article)
            words += len(article.text.split())

    def quote_f1(rewritten: list[Gold]) -> float:
        return figures(rewritten, annotate(rewritten), gold_set.kinds)["quote_f1"]

    base = quote_f1(articles)
    return {
        style.name: quote_f1([rewrite(article, style) for article in articles]) - base for style in STYLES
    }


def worst(results: Sequence[Measured]) -> list[tuple[str, Difference]]:
    """Return every error of every set, those that mislead a reader most first."""
    found = []
    for result in results:
        for gold in result.gold_set.read():
            for layer in LAYERS:
                if layer == "quotes" or (gold.annotations.entities and not result.gold_set.said):
                    kinds = result.gold_set.kinds
                    found += [
                        (result.gold_set.name, difference)
                        for difference in differences(gold, *result.found[gold.id], layer, kinds)
                        if not difference.optional
                    ]
    return sorted(found, key=lambda pair: -pair[1].severity)


def _rows(results: Sequence[Measured], floor: floors.Floors) -> list[list[str]]:
    """Lay out the figures, one a row, with the change against the floors in parentheses."""
    rows = [["", *(result.gold_set.name for result in results)]]
    for figure in HEADLINE_FIGURES:
        row = [figure]
        for result in results:
            value, known = result.headline.get(figure), floor.get(result.gold_set.name, {}).get(figure)
            change = "" if value is None or known is None or value == known else f" ({value - known:+.1f})"
            row.append("–" if value is None else f"{value:.1f}{change}")
        rows.append(row)
    rows.append(["words", *(f"{result.words:,}" for result in results)])
    return [*rows, ["words/s", *(f"{result.speed:,.0f}" for result in results)]]


def _marks_rows(results: Sequence[Measured]) -> list[list[str]]:
    rows = [["", *(style.name for style in STYLES)]]
    for result in results:
        changes = measure_marks(result.gold_set)
        rows.append([result.gold_set.name, *(f"{change:+.1f}" for change in changes.values())])
    return rows


def _print(rows: Sequence[Sequence[str]], *, markdown: bool) -> None:
    if markdown:
        head, *rest = (f"| {' | '.join(row)} |" for row in rows)
        print("\n".join([head, "|---" + "|--:" * (len(rows[0]) - 1) + "|", *rest]))
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *cells in rows:
        print(first.ljust(widths[0]), *(cell.rjust(w + 2) for cell, w in zip(cells, widths[1:], strict=True)))


def _corrected(content: Path, *, markdown: bool) -> int:
    """Print what a corrected collection says of each layer that was corrected."""
    measured = corrected.measure(content)
    if not measured:
        print(f"No article in {content} has corrections.")
        return 0
    print("At best: what nobody has corrected counts as right.\n")
    rows = [["layer", "articles", "figure", "%"]]
    for layer, (count, found) in measured.items():
        rows += [[layer, str(count), name, f"{value:.1f}"] for name, value in found.items()]
    _print(rows, markdown=markdown)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; exit 1 where a figure lies below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sets", help=f"of {', '.join(s.name for s in SETS)}; all that are present otherwise"
    )
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="set floors to what is measured, lower ones too")
    parser.add_argument("--no-marks", action="store_true", help="leave out the test over quotation marks")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the N worst errors")
    parser.add_argument("--markdown", action="store_true", help="print tables for docs/accuracy.md")
    parser.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="measure on the articles there that editors corrected",
    )
    args = parser.parse_args(arguments)
    if args.content:
        return _corrected(args.content, markdown=args.markdown)
    wanted = args.sets.split(",") if args.sets else None
    results = [measure(gold_set) for gold_set in present() if wanted is None or gold_set.name in wanted]
    if not results:
        parser.error("no such set here")
    floor = floors.read()
    _print(_rows(results, {} if args.markdown else floor), markdown=args.markdown)
    if not args.no_marks:
        print(f"\nquote_f1 with every quotation mark rewritten (allowed: ±{_MARKS_ALLOWED:.0f})\n")
        _print(_marks_rows(results), markdown=args.markdown)
    for name, difference in worst(results)[: args.errors]:
        print(f"\n{name} {difference.article} {difference.layer}\n  {difference}")
    measured = {result.gold_set.name: result.headline for result in results}
    if args.lift or args.lower:
        floors.write(floors.adjust(floor, measured, lower=args.lower))
        print("\nfloors.toml written")
        return 0
    below = [
        f"{name} {figure}: {value} is below {floor[name][figure]}"
        for name, row in measured.items()
        for figure, value in row.items()
        if value < floor.get(name, {}).get(figure, 0.0) - floors.SLACK
    ]
    print("\n" + "\n".join(below or ["no figure is below its floor"]))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
