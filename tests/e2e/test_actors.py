"""The registry from the command line."""


def test_names_come_in_and_mistakes_are_named(site, breves):
    (site / "names.txt").write_text("1\tP\tu\tAna+Roe\n1\tP\tfr\tAnna+Rô\n")
    (site / "actors.toml").write_text("# ours\n[[actor]]\nname = 'Bob Zed'\n")
    done = breves("actors", "import", "names.txt", cwd=site)
    assert done.returncode == 0, done.stderr
    text = (site / "actors.toml").read_text()
    assert text.startswith("# ours")
    assert 'aliases = ["Anna Rô"]' in text
    assert breves("actors", "check", cwd=site).returncode == 0
    (site / "actors.toml").write_text(text + "\n[[actor]]\nkind = 'person'\n")
    done = breves("actors", "check", cwd=site)
    assert done.returncode == 1
    assert "actors.toml:" in done.stderr
    assert "Mend the entry" in done.stderr
