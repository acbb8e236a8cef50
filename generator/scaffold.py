"""Make a site to start from, and articles to fill in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from generator.config import Config
from generator.errors import OutputError
from generator.reading.slugs import slug_of

__all__ = ["new_article", "new_site"]

_CONFIG = """\
# Every setting, with its default: docs/configuration.md.
title = {title}
description = ""
language = "fr"  # of the site's own words; "en" for English
# base_url = "https://example.org"  # for the feed and the site map

# Languages and the spaCy pipelines that read them.
# [pipelines]
# fr = "fr_core_news_md"
"""

_IGNORE = "/site/\n/.breves/\n"

_SAMPLE = """\
---
title: Le marché couvert rouvrira au printemps
date: 2026-03-02
language: fr
source: Gazette du canal
tags: [travaux, commerce]
---

Fermé depuis quatorze mois, le marché couvert de Port-Mazière rouvrira le 12 avril, a annoncé lundi la
maire, Hélène Quertier. « Les quarante-deux commerçants retrouveront leur place », a-t-elle promis.

Le chantier aura coûté 3,4 millions d’euros, soit environ 8 % de plus que prévu. Selon l’architecte Ruben
Castagnier, la charpente a dû être reprise sur 600 mètres carrés.

*Ceci est un exemple : modifiez ce fichier, ou remplacez-le par vos articles.*
"""


def new_site(folder: Path) -> tuple[Path, ...]:
    """Make a folder with a configuration and one article; return the files written.

    Raises OutputError where the folder holds anything already.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise OutputError("the folder is not empty.", path=folder, remedy="Name one that does not exist yet.")
    title = msgspec.json.encode(folder.absolute().name).decode()
    return (
        _write(folder / "breves.toml", _CONFIG.format(title=title)),
        _write(folder / ".gitignore", _IGNORE),
        _write(folder / "content" / "marche-couvert.md", _SAMPLE),
    )


def new_article(config: Config, title: str, date: dt.date, language: str | None = None) -> Path:
    """Write an article to fill in, in a folder for its month; return its path.

    Raises OutputError where it exists.
    """
    place = config.content / f"{date:%Y}" / f"{date:%m}" / f"{slug_of(title, title)}.md"
    if place.exists():
        raise OutputError("the article exists.", path=place, remedy="Open it, or choose another title.")
    quoted = msgspec.json.encode(title).decode()  # a JSON string is a YAML string
    language = language or config.content_language or config.language
    lines = [
        "---",
        f"title: {quoted}",
        f"date: {date.isoformat()}",
        f"language: {language}",
        "source:",
        "tags: []",
    ]
    return _write(place, "\n".join([*lines, "draft: true", "---", "", ""]))


def _write(place: Path, text: str) -> Path:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}.", path=place, remedy="Check the folder's permissions."
        ) from error
    return place
