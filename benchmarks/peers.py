"""Build the same articles, with the same kinds of pages, with other generators that are installed here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Story

__all__ = ["measure"]

_HUGO = {
    "hugo.toml": 'baseURL = "/"\ntitle = "Banc"\ndisableKinds = ["RSS", "sitemap"]\n[pagination]\npagerSize = 20\n'
    '[taxonomies]\nactor = "actors"\ntag = "tags"\nday = "days"\n',
    "layouts/_default/baseof.html": '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
    '</head><body><nav><a href="/">Banc</a></nav>{{ block "main" . }}{{ end }}</body></html>',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p><ul>'
    '{{ range .GetTerms "actors" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    "{{ .Content }}{{ end }}",
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}'
    '<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p></article>{{ end }}{{ end }}',
    "layouts/index.html": '{{ define "main" }}{{ range (.Paginate .Site.RegularPages).Pages }}'
    '<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p></article>{{ end }}{{ end }}',
}


def measure(stories: list[Story], work: Path) -> Iterator[tuple[str, float, float, int]]:
    """Yield (what, seconds, peak MB, pages) for each peer that is there."""
    if shutil.which("hugo"):
        folder = work / f"hugo-{len(stories)}"
        _lay_hugo(folder, stories)
        for what in ("Hugo, everything", "Hugo, nothing changed"):
            seconds, memory = _timed(["hugo", "--quiet", "--source", str(folder)])
            yield what, seconds, memory, sum(1 for _ in (folder / "public").rglob("*.html"))


def _lay_hugo(folder: Path, stories: list[Story]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in _HUGO.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    content = folder / "content" / "posts"
    content.mkdir(parents=True)
    for story in stories:
        head = {
            "title": story.title,
            "date": story.date,
            "actors": list(dict.fromkeys(story.actors)),
            "tags": [story.tag],
            "days": [story.date],
        }
        (content / f"{story.number:05}.md").write_text(
            json.dumps(head) + "\n\n" + "\n\n".join(story.paragraphs) + "\n"
        )


def _timed(command: list[str]) -> tuple[float, float]:
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=sys.stderr) as process:
        peak = 0.0
        while process.poll() is None:
            try:
                status = Path(f"/proc/{process.pid}/status").read_text()
                peak = max(peak, int(status.split("VmHWM:")[1].split()[0]) / 1000)
            except (OSError, IndexError):
                pass
            time.sleep(0.005)
    return time.perf_counter() - began, peak
