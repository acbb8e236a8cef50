"""The document on templates names every template and every filter of ours."""

from __future__ import annotations

from pathlib import Path

from generator.config import Config
from generator.publish.environment import Environments

_ROOT = Path(__file__).parent.parent.parent.parent
_DOCUMENT = (_ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def test_every_template_is_named():
    names = {path.name for path in (_ROOT / "templates").rglob("*") if path.is_file()}
    assert {name for name in names if f"{name}`" not in _DOCUMENT} == set()


def test_every_name_that_templates_may_use_is_explained(tmp_path):
    environment = Environments(Config(root=tmp_path)).get("fr", 0)
    own = {name for name in environment.globals if name.isidentifier()}
    own -= {"range", "dict", "lipsum", "cycler", "joiner", "namespace"}  # Jinja's
    assert {name for name in own if f"`{name}" not in _DOCUMENT} == set()
