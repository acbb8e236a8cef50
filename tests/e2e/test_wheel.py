"""The built wheel works by itself: templates, lexicons and catalogues travel in it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent.parent


@pytest.mark.model
@pytest.mark.slow
def test_the_wheel_builds_the_samples_from_an_empty_environment(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", _ROOT],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,) = (tmp_path / "dist").iterdir()
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", wheel], check=True, timeout=300)
    # The libraries it needs are those of this environment, seen through a path file rather than installed
    # once more, which would take minutes; the project's own editable install is not seen that way.
    inside = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    (inside / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")

    site = tmp_path / "elsewhere"
    site.mkdir()
    (site / "breves.toml").write_text(f'content = "{_ROOT / "content"}"\n')
    command = tmp_path / "venv" / "bin" / "breves"
    where = subprocess.run(
        [python, "-c", "import generator; print(generator.__file__)"],
        cwd=site,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert str(tmp_path / "venv") in where
    done = subprocess.run(
        [command, "build"], cwd=site, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert (site / "site" / "index.html").is_file()
    assert (site / "site" / "static" / "breves.css").is_file()
