"""Rules that the code, the documents and the locks keep."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TypeVar

import click
import pytest

import generator
from generator import config as configuration
from generator.annotate import fingerprint
from generator.annotate.document import schema
from generator.cli import root as command_line

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(generator.__path__, "generator.")
    if "__main__" not in module.name
)
SOURCES = sorted((ROOT / "generator").rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def layer(path: Path) -> str:
    return path.relative_to(ROOT / "generator").parts[0]


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_is_public(name):
    module = importlib.import_module(name)
    own = {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and getattr(value, "__module__", None) == module.__name__
        and not isinstance(value, TypeVar)
    }
    public = set(getattr(module, "__all__", ()))
    assert own <= public, "say in __all__ what is public, and begin the rest with an underscore"
    assert all(hasattr(module, name) for name in public)


def test_only_the_annotating_stage_knows_spacy():
    for path in SOURCES:
        if layer(path) != "annotate":
            assert not {name for name in imports(path) if name.split(".")[0] in ("spacy", "thinc")}, path


def test_only_the_command_line_prints():
    for path in SOURCES:
        if layer(path) == "cli":
            continue
        assert not {name for name in imports(path) if name.split(".")[0] in ("click", "rich")}, path
        calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert "print" not in [call.id for call in calls if isinstance(call, ast.Name)], path


@pytest.mark.parametrize(
    ("folder", "above"),
    [
        ("reading", ("annotate", "index", "pages", "publish", "build", "preview", "cli")),
        ("annotate", ("reading", "index", "pages", "publish", "build", "preview", "cli")),
        ("index", ("reading", "pages", "publish", "build", "preview", "cli")),
        ("pages", ("reading", "publish", "build", "preview", "cli")),
        ("publish", ("reading", "annotate", "build", "preview", "cli")),
        ("build", ("preview", "cli")),
        ("preview", ("cli",)),
    ],
)
def test_each_stage_knows_only_those_before_it(folder, above):
    barred = tuple(f"generator.{one}" for one in above)
    for path in (ROOT / "generator" / folder).rglob("*.py"):
        assert not {name for name in imports(path) if name.startswith(barred)}, path


def test_a_module_owns_one_thing():
    for path in SOURCES:
        assert len(path.read_text().splitlines()) <= 500, path


def test_annotations_name_every_library_they_depend_on():
    used = {
        name.split(".")[0]
        for path in (ROOT / "generator" / "annotate").rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
    }
    encoding = {"generator", "msgspec"}  # carries annotations, decides none
    assert used - encoding <= {*fingerprint.LIBRARIES, "threadpoolctl"}


def test_a_build_with_nothing_to_do_loads_no_heavy_library():
    code = (
        "import sys, generator.cli, generator.cli.build; "
        "heavy = {'babel', 'jinja2', 'lxml', 'markdown', 'numpy', 'rich', 'spacy', 'trafilatura', 'yaml'}; "
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_commands_in_the_documents_exist():
    group = command_line.command
    context = click.Context(group)
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for words in re.findall(r"(?<![\w./])breves((?: [a-z]+| --?[a-z][\w-]*)+)", _code(path.read_text())):
            command: click.Command = group
            for word in words.split():
                if word.startswith("-"):
                    options = {
                        option
                        for parameter in command.params
                        for option in (*parameter.opts, *parameter.secondary_opts)
                    }
                    assert word in options | {"--help", "-h"}, f"{path.name}: breves{words}"
                elif isinstance(command, click.Group):
                    found = command.get_command(context, word)
                    assert found is not None, f"{path.name}: breves{words}"
                    command = found
                else:
                    break


def _code(text: str) -> str:
    return "\n".join(re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))


def test_every_setting_is_documented_with_its_default():
    text = (ROOT / "docs" / "configuration.md").read_text()
    for name, default in configuration.defaults().items():
        assert f"`{name}`" in text, name
        if isinstance(default, int) and not isinstance(default, bool):
            assert f"{default}" in text.replace("_", ""), name


def test_the_published_schema_is_current():
    assert json.loads((ROOT / "docs" / "annotations.schema.json").read_text()) == json.loads(
        json.dumps(schema())
    )


def test_the_changelog_knows_this_version():
    assert f"## {generator.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for name, wanted in (
        ("requirements.txt", [*project["dependencies"], *extras["build"]]),
        ("requirements-dev.txt", [*project["dependencies"], *extras["build"], *extras["dev"]]),
    ):
        text = (ROOT / name).read_text()
        locked = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
        missing = {re.split(r"[<>=\[ ]", one)[0].lower().replace("_", "-") for one in wanted} - locked
        assert not missing
        assert len(re.findall(r"--hash=sha256:", text)) >= len(locked)


def test_nothing_tracked_names_a_registry_or_a_machine():
    hosts = r"pypi\.org|pythonhosted|npmjs|debian\.org|--index-url|--find-links"
    places = "|".join(f"(?<![\\w.])/{name}/" for name in ("work", "root", "home"))
    pattern = re.compile(f"{hosts}|{places}")
    for path in tracked():
        if path == Path(__file__) or path.suffix in (".png", ".ico", ".woff2"):
            continue
        found = pattern.search(path.read_text(errors="replace"))
        assert found is None, f"{path}: {found and found[0]}"
