"""Measure Brèves beside its peers on a made-up corpus: ``python -m benchmarks 10000`` (see README.md)."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import annotating, editing
from benchmarks.corpus import Story, stories
from benchmarks.generators import BREVES, PEERS, Generator
from benchmarks.instant import Instant
from benchmarks.processes import Cost, run
from generator import config as configuration
from generator.build import Builder

_PARTS = ("build", "watch", "link", "annotate", "double", "soak")


def main() -> None:
    """Run the parts that were asked for; print a line for each measure, as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--only", default=",".join(_PARTS), help=f"some of {', '.join(_PARTS)}")
    parser.add_argument("--peers", default="Hugo,Eleventy,Pelican", help="which of them, if installed")
    parser.add_argument("--edits", type=int, default=50, help="articles edited in watch")
    parser.add_argument("--rebuilds", type=int, default=1000, help="rebuilds of the soak")
    parser.add_argument("--work", type=Path, help="folder to work in (a temporary one, removed at the end)")
    parser.add_argument("--publish", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.publish:
        _publish(arguments.publish)
        return
    parts = arguments.only.split(",")
    if unknown := set(parts) - set(_PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as temporary:
        work = (arguments.work or Path(temporary)).resolve()
        found = list(stories(arguments.articles))
        peers = _peers(arguments.peers.split(","))
        print(f"{len(found):,} articles")
        if {"build", "watch"} & set(parts):
            for generator in (BREVES, *peers):
                _timed(f"{generator.name}: laid out", generator.lay, work / generator.name, found)
            _builds(work, found, peers)
        if "watch" in parts:
            _watch(work, found, peers, arguments.edits)
        if "link" in parts:
            _link(len(found), arguments.edits)
        if "annotate" in parts:
            _annotate(len(found))
        if "double" in parts:
            _double(work, len(found))
        if "soak" in parts:
            _soak(work, found, arguments.rebuilds)


def _peers(names: list[str]) -> list[Generator]:
    there = []
    for peer in PEERS:
        if peer.name not in names:
            continue
        if reason := peer.missing():
            print(f"{peer.name} is left out: {reason}")
        else:
            there.append(peer)
    return there


def _builds(work: Path, found: list[Story], peers: list[Generator]) -> None:
    """Compare builds from the shell."""
    for generator in (BREVES, *peers):
        folder = work / generator.name
        ours = generator is BREVES
        if ours:
            _told("Brèves, read, annotated by patterns, published", _patterns(folder))
            _set_aside(folder / BREVES.output)
        full = _told(f"{generator.name}, everything published", run(list(generator.build), folder))
        print(f"{'':>24}{generator.pages(folder):,} pages of HTML")
        time.sleep(2.1)  # files younger than that are read again, as by git
        run(list(generator.build), folder)
        same = _told(
            f"{generator.name}, nothing changed", min(run(list(generator.build), folder) for _ in range(3))
        )
        generator.save(folder, found[0].edited("X"))
        edit = _told(f"{generator.name}, an article changed", run(list(generator.build), folder))
        if ours:
            loading = _told("  of which to load a pipeline", _loading())
            print(f"{'':>24}{edit.seconds - loading.seconds:.2f} s without")
        generator.change_template(folder)
        template = _told(
            f"{generator.name}, the template of all pages changed", run(list(generator.build), folder)
        )
        if ours:
            mine = full, same, edit, template
        else:
            names = ("everything", "nothing changed", "an article", "the template")
            for name, our, their in zip(names, mine, (full, same, edit, template), strict=True):
                print(
                    f"{'':>24}{name}: Brèves takes {our.seconds / their.seconds:.2f} of its time,"
                    f" {our.megabytes / their.megabytes:.2f} of its memory"
                )


def _set_aside(site: Path) -> None:
    """Have no site; ext4 is slow to make files where as many have just been removed."""
    site.rename(site.with_name(f"{site.name} before"))


def _watch(work: Path, found: list[Story], peers: list[Generator], edits: int) -> None:
    """Compare the time from a saved article to its new page."""
    ours: editing.Edits | None = None
    for generator in (BREVES, *peers):
        count = max(3, edits // 10) if generator.slow else edits
        measured = editing.measure(generator, work / generator.name, found, count)
        if measured is None:
            print(f"{generator.name}: no page in time, left out")
            continue
        _told(
            f"{generator.name}, watch: saved file to new page, median of {count}",
            Cost(measured.median, measured.megabytes),
        )
        _told(f"{generator.name}, watch: 95th percentile", Cost(measured.slow, measured.megabytes))
        if generator is BREVES:
            ours = measured
        elif ours:
            print(f"{'':>24}Brèves is {measured.median / ours.median:.1f} times as fast as {generator.name}")


def _link(count: int, edits: int) -> None:
    """Time who is who, echoes, stories and series by themselves, in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.linking", str(count), str(edits)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    everything, median, slow, megabytes = map(float, said.stdout.split()[-4:])
    _told("linked from cached annotations, one core", Cost(everything, megabytes))
    _told(f"one changed article linked, median of {edits}", Cost(median, megabytes))
    _told("one changed article linked, 95th percentile", Cost(slow, megabytes))


def _annotate(count: int) -> None:
    """Compare cold annotation with the stock pipelines, on one core, in turns."""
    for language, articles in (("fr", min(count, 200)), ("en", 0)):
        paces = [
            (annotating.measure("ours", language, articles), annotating.measure("stock", language, articles))
            for _ in range(2)
        ]
        ours, stock = (max(pair[at] for pair in paces) for at in (0, 1))
        print(
            f"annotation, {language}: {ours.words:,.0f} words/s in {ours.megabytes:.0f} MB;"
            f" the stock pipeline alone: {stock.words:,.0f}; ratio {ours.words / stock.words:.2f}"
        )


def _double(work: Path, count: int) -> None:
    """Compare the memory of a first build at N and at 2 N articles, annotations made by patterns."""
    peaks = []
    for number in (count, 2 * count):
        folder = work / f"double-{number}"
        BREVES.lay(folder, stories(number))
        first = _patterns(folder)
        _set_aside(folder / BREVES.output)
        again = run(list(BREVES.build), folder)
        peaks.append(max(first.megabytes, again.megabytes))
        shutil.rmtree(folder)
    print(f"memory: {peaks[0]:.0f} MB at {count:,} articles, {peaks[1] / peaks[0] - 1:+.0%} at twice as many")


def _soak(work: Path, found: list[Story], times: int) -> None:
    """Rebuild in one process, to see whether memory grows."""
    folder = work / "soak"
    BREVES.lay(folder, found)
    command = [sys.executable, "-m", "benchmarks.soaking", str(folder), str(times)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    early, late = map(float, said.stdout.split()[-2:])
    print(f"memory over {times:,} rebuilds: {early:.0f} MB after a tenth, {late:.0f} MB at the end")


def _publish(folder: Path) -> None:
    config = configuration.load(folder)
    Builder(config, Instant(config.pipelines)).build()


def _patterns(folder: Path) -> Cost:
    return run([sys.executable, "-m", "benchmarks", "--publish", str(folder)])


def _loading() -> Cost:
    return run(
        [
            sys.executable,
            "-c",
            "from generator.annotate import layers, pipeline; pipeline.load('fr_core_news_md')",
        ]
    )


def _timed(what: str, act: Callable[..., None], *arguments: object) -> None:
    began = time.perf_counter()
    act(*arguments)
    print(f"{time.perf_counter() - began:10.3f} s{'':12}{what}", flush=True)


def _told(what: str, cost: Cost) -> Cost:
    print(f"{cost.seconds:10.3f} s{cost.megabytes:8.0f} MB  {what}", flush=True)
    return cost


if __name__ == "__main__":
    main()
