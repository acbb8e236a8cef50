"""The command line as a person meets it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import jsonschema
import pytest

from generator.annotate.document import schema
from tests.conftest import ARTICLE

BROKEN = "---\ntitle: Un\ndate: [\n---\nTexte.\n"


@pytest.mark.model
@pytest.mark.slow
def test_build_edit_break_mend_and_clean(site, breves):
    """One long walk, since every start of the pipelines takes seconds."""
    (site / "content" / "autre.md").write_text(ARTICLE.replace("Valmont", "Bréval"))
    first = breves("build", cwd=site)
    assert first.returncode == 0, first.stderr
    assert "2 briefs" in first.stdout
    assert (site / "site" / "index.html").is_file()

    again = breves("build", "--profile", cwd=site)
    assert again.returncode == 0
    assert "written" not in again.stdout
    assert "annotated 0 articles, rendered 0 pages" in again.stdout

    (site / "content" / "casse.md").write_text(BROKEN)
    before = {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    strict = breves("build", "--strict", cwd=site)
    assert strict.returncode == 1
    assert "casse.md:" in strict.stderr
    assert before == {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    broken = breves("build", "--quiet", cwd=site)
    assert broken.returncode == 1
    assert "casse.md:" in broken.stderr
    assert broken.stdout == ""

    (site / "content" / "casse.md").unlink()
    verified = breves("build", "--verify", cwd=site)
    assert verified.returncode == 0, verified.stderr
    assert "byte for byte" in verified.stdout

    assert breves("clean", cwd=site).returncode == 0
    assert sorted(path.name for path in site.iterdir()) == ["breves.toml", "content"]


@pytest.mark.model
@pytest.mark.slow
def test_annotate_prints_what_the_schema_says(site, breves):
    done = breves("annotate", "content", cwd=site)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    jsonschema.validate(found, schema())
    assert found["title"] == "Le pont de Valmont fermé trois mois"
    assert found["date"] == "2026-02-03"
    for layer, key in (("entities", "mentions"), ("quotes", "span"), ("numbers", "span"), ("dates", "span")):
        for one in found[layer]:
            assert one["rule"]
            for start, end in one[key] if key == "mentions" else [one[key]]:
                assert found["text"][start:end].strip()

    out = breves("annotate", "content/pont.md", "--format", "text", "--out", "found", cwd=site)
    assert out.returncode == 0, out.stderr
    assert "Claire Dumas" in (site / "found" / "pont.txt").read_text()


def test_wrong_usage_is_2_and_says_what_would_be_right(site, breves, tmp_path_factory):
    nowhere = breves("build", cwd=tmp_path_factory.mktemp("empty"))
    assert (nowhere.returncode, "breves new site" in nowhere.stderr) == (2, True)
    (site / "breves.toml").write_text("\ntitel = 'x'\n")
    wrong = breves("build", cwd=site)
    assert wrong.returncode == 2
    assert f"{site}{os.sep}breves.toml:2" in wrong.stderr
    assert "«title»" in wrong.stderr
    command = breves("biuld", cwd=site)
    assert (command.returncode, "«build»" in command.stderr) == (2, True)
    assert breves("build", "--config", "no.toml", cwd=site).returncode == 2
    assert breves("annotate", "no.txt", cwd=site).returncode == 2


def test_a_foreign_site_folder_is_refused(site, breves):
    (site / "content" / "pont.md").unlink()
    (site / "site").mkdir()
    (site / "site" / "index.html").write_text("mine")
    refused = breves("build", cwd=site)
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert (site / "site" / "index.html").read_text() == "mine"


@pytest.mark.model
@pytest.mark.slow
def test_new_makes_a_site_that_builds(tmp_path, breves):
    assert breves("new", "site", "essai", cwd=tmp_path).returncode == 0
    made = breves("new", "article", "Un titre : « deux »", "--date", "2026-05-06", cwd=tmp_path / "essai")
    assert made.returncode == 0, made.stderr
    article = tmp_path / "essai" / "content" / "2026" / "05" / "un-titre-deux.md"
    assert 'title: "Un titre : « deux »"' in article.read_text()
    built = breves("build", cwd=tmp_path / "essai")
    assert built.returncode == 0, built.stderr
    assert "1 brief," in built.stdout  # the draft is none
    assert breves("new", "site", "essai", cwd=tmp_path).returncode == 2


def test_help_and_version(breves, tmp_path):
    assert breves("--version", cwd=tmp_path).stdout.startswith("breves ")
    for command in ((), ("build",), ("watch",), ("annotate",), ("new",), ("new", "site"), ("clean",)):
        shown = breves(*command, "--help", cwd=tmp_path)
        assert shown.returncode == 0
        assert "Usage:" in shown.stdout


def test_a_reader_that_goes_away_is_no_crash():
    command = [
        sys.executable,
        "-c",
        "import sys; from generator.cli import main; sys.argv[1:] = ['--help']; main()",
    ]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_watch_serves_rebuilds_and_ends_on_ctrl_c(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "breves.toml").write_text('title = "Un"\n')
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "generator", "watch", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        lines = iter(process.stdout.readline, "")
        served = next(line for line in lines if line.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(served.split()[0]) as answer:  # noqa: S310  an address of this machine
            assert "Un" in answer.read().decode()
        (tmp_path / "breves.toml").write_text('title = "Deux"\n')
        assert next(line for line in lines if "pages written" in line)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        watchdog.cancel()
    assert "Deux" in (tmp_path / "site" / "index.html").read_text()
