import os
import subprocess

import pytest

from generator.errors import OutputError
from generator.publish import manifest
from generator.publish.output import Output


def write(site, **options):
    files = options.pop("files")
    out = Output(site, **options)
    for path, data in files.items():
        out.put(path, data)
    return out.finish()


def tree(site):
    return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()} - {manifest.MANIFEST}


def test_only_what_differs_is_written_and_only_ours_removed(tmp_path):
    site = tmp_path / "site"
    write(site, files={"a.html": b"1", "b/c.html": b"2", "d.html": b"3"})
    (site / "CNAME").write_text("mine")
    done = write(site, files={"a.html": b"1", "d.html": b"4"})
    assert (done.written, done.pruned, done.unchanged) == (("d.html",), ("b/c.html",), 1)
    assert tree(site) == {"a.html", "d.html", "CNAME"}
    assert not (site / "b").exists()


def test_the_manifest_can_be_checked_by_others(tmp_path):
    write(tmp_path / "site", files={"a.html": b"1", "é/b c.html": b"2"})
    subprocess.run(["sha256sum", "-c", "--quiet", manifest.MANIFEST], cwd=tmp_path / "site", check=True)


def test_a_foreign_folder_is_refused_until_forced(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(OutputError, match="--force"):
        Output(tmp_path)
    write(tmp_path, files={"a.html": b"1"}, force=True)
    write(tmp_path, files={})
    assert tree(tmp_path) == {"precious.txt"}


def test_a_foreign_file_in_the_way_is_not_overwritten(tmp_path):
    write(tmp_path, files={"a.html": b"1"})
    (tmp_path / "b.html").write_text("mine")
    with pytest.raises(OutputError, match="did not write"):
        write(tmp_path, files={"a.html": b"1", "b.html": b"2"})
    assert (tmp_path / "b.html").read_text() == "mine"


def test_a_killed_build_leaves_nothing_foreign(tmp_path):
    write(tmp_path, files={"a.html": b"1"})
    out = Output(tmp_path)
    out.put("new.html", b"2")
    out.abandon()
    (tmp_path / ".breves-tmp-x.html").write_text("torn")
    done = write(tmp_path, files={"a.html": b"1"})
    assert done.pruned == ("new.html",)
    assert {p.name for p in tmp_path.iterdir()} == {"a.html", manifest.MANIFEST}


def test_a_page_becomes_a_folder_and_the_other_way_round(tmp_path):
    write(tmp_path, files={"x": b"1"})
    write(tmp_path, files={"x/y": b"2"})
    assert tree(tmp_path) == {"x/y"}
    write(tmp_path, files={"x": b"3"})
    assert tree(tmp_path) == {"x"}


def test_a_manifest_cannot_lead_out_of_the_site(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "precious").touch()
    (site / manifest.MANIFEST).write_text(f"{'0' * 64}  ../precious\n{'0' * 64}  {tmp_path}/precious\n")
    write(site, files={})
    assert (tmp_path / "precious").exists()


def test_a_page_replaces_the_old_one_in_one_step(tmp_path):
    write(tmp_path, files={"a.html": b"old"})
    with (tmp_path / "a.html").open("rb") as reader:
        write(tmp_path, files={"a.html": b"new"})
        assert reader.read() == b"old"


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_that_cannot_be_written_is_explained(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="permissions"):
        write(tmp_path, files={"a.html": b"1"})
