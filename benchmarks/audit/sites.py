"""Two sites to look at, of the samples and a few articles more: one knows its address, one does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

__all__ = ["BASE", "LONG", "Site", "build", "kinds"]

BASE = "https://presse.example/revue/"
LONG = "briefs/les-halles-de-montreal-sur-ance-rouvriront-en-avril-avec.html"  # a brief of a thousand words

_ROOT = Path(__file__).parent.parent.parent
_WORK = _ROOT / "benchmarks" / ".work" / "audit"


class Site(NamedTuple):
    """A published site; ``home`` is its address, empty where it knows none."""

    folder: Path
    home: str

    @property
    def pages(self) -> list[str]:
        """The paths of all pages, sorted."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))


def build(work: Path = _WORK) -> tuple[Site, Site]:
    """Publish both sites with the command, and return them: with its address, and without."""
    content = work / "content"
    shutil.rmtree(work / "site", ignore_errors=True)
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(_ROOT / "content", content)
    shutil.copytree(Path(__file__).parent / "content", content / "audit")
    found = []
    for name, home in (("whole", BASE), ("bare", "")):
        folder = work / "site" / name
        settings = work / f"{name}.toml"
        settings.write_text(
            f'title = "Revue d’essai"\ndescription = "Des brèves pour juger."\nbase_url = "{home}"\n'
            f'content = "content"\noutput = "site/{name}"\nper_page = 10\n',
            encoding="utf-8",
        )
        # The article in Arabic has no pipeline: a warning, and a brief without marks.
        command = [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(settings)]
        subprocess.run(command, check=True, cwd=_ROOT)
        found.append(Site(folder, home))
    return found[0], found[1]


def kinds(site: Site) -> list[str]:
    """Return at least one page of every kind: all at the top, of each folder the largest.

    Folders of briefs and of the calendar hold several kinds: there it is one of each form of name, or
    the largest and the smallest of each language.
    """
    chosen: dict[tuple[str, ...], list[str]] = {}
    for path in site.pages:
        folder, _, name = path.rpartition("/")
        kind = (folder, name) if not folder else (folder, _form(site, path, name))
        chosen.setdefault(kind, []).append(path)
    found = set()
    for paths in chosen.values():
        by_size = sorted(paths, key=lambda path: ((site.folder / path).stat().st_size, path))
        found |= {by_size[-1], by_size[0] if by_size[0].startswith("briefs/") else by_size[-1]}
    return sorted(found | {LONG} & set(site.pages))


def _form(site: Site, path: str, name: str) -> str:
    if path.startswith("dates/"):
        return str(name.count("-"))
    if path.startswith("briefs/"):
        page = (site.folder / path).read_text(encoding="utf-8")
        return " ".join(part for part in ('lang="en"', 'lang="fr"', 'lang="ar"') if part in page)
    return ""
