"""A build killed at any moment leaves a site that can be served, and the next one mends it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import config as configuration
from generator.build import Builder, verify
from generator.publish import manifest
from tests.conftest import ARTICLE
from tests.fake import FakeAnnotator

_KILLS = int(os.environ.get("BREVES_KILLS", "8"))
_BUILD = """
import sys
from pathlib import Path
from generator import config
from generator.build import Builder
from tests.fake import FakeAnnotator
import generator.build.library, generator.pages, generator.publish.render
print("ready", flush=True)
Builder(config.load(Path(sys.argv[1])), FakeAnnotator(sys.argv[2])).build()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_build_leaves_whole_pages_and_the_next_mends_them(site):
    dice = random.Random(7)
    for number in range(12):
        text = ARTICLE.replace("Valmont", f"Bréval{number}").replace("-02-03", f"-02-{number + 10}")
        (site / "content" / f"{number}.md").write_text(text)
    config = configuration.load(site)
    Builder(config, FakeAnnotator("1")).build()
    for kill in range(_KILLS):
        # Every kill meets a build that has every page to write: names and kinds of actors have changed.
        (site / "breves.toml").write_text(f'title = "Titre {kill}"\n')
        (site / "content" / f"new{kill}.md").write_text(ARTICLE.replace("Valmont", f"Nouveau{kill}"))
        (site / "content" / f"{kill}.md").unlink(missing_ok=True)
        version = str(1 + kill % 2)
        command = [sys.executable, "-c", _BUILD, str(site), version]
        root = Path(__file__).parent.parent.parent
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(dice.uniform(0, 0.35))
            process.send_signal(signal.SIGKILL)
        for page in (site / "site").rglob("*.html"):
            if not page.name.startswith("."):
                assert page.read_text().rstrip().endswith("</html>"), page
        assert manifest.owned(site / "site") is not None

        fresh = configuration.load(site)
        if dice.random() < 0.5:  # the cache may be lost on top of it
            for path in (site / ".breves").glob("cache*"):
                path.unlink()
        Builder(fresh, FakeAnnotator(version)).build()
        assert verify(fresh, FakeAnnotator(version)) == ()
        ours = manifest.owned(site / "site")
        files = {
            path.relative_to(site / "site").as_posix()
            for path in (site / "site").rglob("*")
            if path.is_file()
        }
        assert files == {*ours, manifest.MANIFEST}
