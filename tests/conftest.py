"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Neither the machine's load nor chance decides whether a test passes; BREVES_EXPLORE=1 looks further.
settings.register_profile("breves", deadline=None, derandomize="BREVES_EXPLORE" not in os.environ)
settings.load_profile("breves")

ARTICLE = """\
---
title: Le pont de Valmont fermé trois mois
date: 2026-02-03
language: fr
source: Gazette
---

Le pont de Valmont sera fermé trois mois, a annoncé mardi Claire Dumas, maire de Valmont.
« Nous n'avons pas le choix », a-t-elle déclaré. Le chantier coûtera 2,4 millions d'euros.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one article, in an empty folder."""
    (tmp_path / "breves.toml").write_text('title = "Essai"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pont.md").write_text(ARTICLE)
    return tmp_path


@pytest.fixture
def breves():
    """Run the command line as a person would."""

    def run(*arguments, cwd: Path, **options) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *map(str, arguments)]
        root = str(Path(__file__).parent.parent)
        environment = {**os.environ, "PYTHONPATH": root, "NO_COLOR": "1"}
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **options,
        )

    return run
