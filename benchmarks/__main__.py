"""Measure builds of a made-up corpus, and of peers that are installed: ``python -m benchmarks 10000``."""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks import peers
from benchmarks.corpus import Story, stories
from benchmarks.instant import Instant
from generator import config as configuration
from generator.build import Builder
from generator.preview import Rebuild, Session

_WORK = Path(__file__).parent / ".work"
_EDITS = 50


def main() -> None:
    """Print a line for each measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=1000)
    parser.add_argument("--no-peers", action="store_true", help="measure Brèves alone")
    parser.add_argument("--only-publish", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    site = _WORK / f"breves-{arguments.articles}"
    if arguments.only_publish:
        _publish(site)
        return
    found = list(stories(arguments.articles))
    shutil.rmtree(site, ignore_errors=True)
    (site / "content").mkdir(parents=True)
    (site / "breves.toml").write_text('title = "Banc"\n')
    for story in found:
        (site / "content" / f"{story.number:05}.md").write_text(story.brief())

    print(f"{arguments.articles:,} articles")
    _told(
        "read, annotated by patterns, published",
        *_run([sys.executable, "-m", "benchmarks", *sys.argv[1:], "--only-publish"]),
    )
    time.sleep(2.1)  # files this young would be read again, as git does
    breves = [sys.executable, "-m", "generator", "build", "--config", str(site / "breves.toml"), "--quiet"]
    _told("nothing changed, once more", *_run(breves))
    quiet = min(_run(breves) for _ in range(3))
    _told("nothing changed", *quiet)
    shutil.rmtree(site / "site")
    full = _run(breves)
    _told("published from the cache", *full)
    _edit(site, found[0], "publiée")
    _told("one article changed (with loading the pipeline)", *_run(breves))
    _watch(site, found)
    if not arguments.no_peers:
        for name, seconds, memory, pages in peers.measure(found, _WORK):
            _told(f"{name}: {pages:,} pages", seconds, memory)
            print(f"{'':>10}  Brèves takes {full[0] / seconds:.2f} of it")


def _publish(site: Path) -> None:
    config = configuration.load(site)
    Builder(config, Instant(config.pipelines)).build()


def _run(command: list[str]) -> tuple[float, float]:
    """Run a command; return seconds and the peak memory of the largest process so far, in MB."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        peak = 0.0
        while process.poll() is None:
            try:
                status = Path(f"/proc/{process.pid}/status").read_text()
                peak = max(peak, int(status.split("VmHWM:")[1].split()[0]) / 1000)
            except (OSError, IndexError):
                pass
            time.sleep(0.005)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - began, peak


def _edit(site: Path, story: Story, word: str) -> None:
    place = site / "content" / f"{story.number:05}.md"
    place.write_text(
        story.brief().replace("Les riverains, eux", f"Les riverains, {word}").rstrip() + f" {word}.\n"
    )


def _watch(site: Path, found: list[Story]) -> None:
    """Measure from the saved file to the new page, annotation included."""
    config = configuration.load(site)
    done: list[float] = []
    settled = threading.Condition()
    pages: list[Rebuild] = []

    def rebuilt(rebuild: Rebuild) -> None:
        with settled:
            if rebuild.report and rebuild.report.changed:
                pages.append(rebuild)
                done.append(time.perf_counter())
                settled.notify()

    session = Session(lambda: config)
    session.build()
    thread = threading.Thread(target=session.watch, args=(rebuilt,))
    thread.start()
    time.sleep(1)
    taken = []
    for number in range(_EDITS + 1):
        with settled:
            began = time.perf_counter()
            _edit(site, found[(number * 37) % len(found)], f"essai {number}")
            settled.wait(30)
            taken.append(done[-1] - began)
        time.sleep(0.1)
    session.stop()
    thread.join()
    taken = sorted(taken[1:])  # the first loads the pipeline
    written = statistics.median(len(page.report.written) for page in pages if page.report)
    stages = {
        stage: statistics.median(page.report.seconds.get(stage, 0) for page in pages[1:] if page.report)
        for stage in ("read", "compare", "annotate", "index", "pages")
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    _told("watch, saved file to new page: median", statistics.median(taken), memory)
    _told("watch, 95th percentile", taken[int(len(taken) * 0.95)], memory)
    told = ", ".join(f"{stage} {seconds * 1000:.0f}" for stage, seconds in stages.items())
    print(f"{'':>10}  {written:.0f} pages written; ms: {told}")


def _told(what: str, seconds: float, megabytes: float) -> None:
    print(f"{seconds:10.3f} s  {megabytes:6.0f} MB  {what}", flush=True)


if __name__ == "__main__":
    main()
