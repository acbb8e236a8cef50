"""The benchmark's corpus and what it lays out for each generator; nothing is timed."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import linking
from benchmarks.corpus import stories
from benchmarks.generators import BREVES, PEERS
from benchmarks.instant import Instant
from generator import config as configuration
from generator.build import Builder


def test_a_corpus_is_the_same_each_time_and_its_actors_recur():
    found = list(stories(200))
    assert found[:20] == list(stories(20))
    assert len({story.title for story in found}) == 200
    seen = Counter(actor for story in found for actor in story.actors[:3]).most_common()
    assert seen[0][1] > 20 * seen[-1][1]


@pytest.mark.parametrize("generator", [BREVES, *PEERS], ids=lambda generator: generator.name)
def test_a_generator_gets_every_article_and_a_template_to_change(generator, tmp_path):
    found = list(stories(3))
    generator.lay(tmp_path, found)
    assert found[2].paragraphs[0] in (tmp_path / generator.article.format(2)).read_text()
    generator.save(tmp_path, found[1].edited("N7"))
    assert "La version N7 est parue." in (tmp_path / generator.article.format(1)).read_text()
    generator.change_template(tmp_path)
    assert "<!-- anew -->" in (tmp_path / generator.template).read_text()


def test_the_corpus_is_published_from_annotations_by_patterns(tmp_path):
    found = list(stories(4))
    BREVES.lay(tmp_path, found)
    config = configuration.load(tmp_path)
    assert not Builder(config, Instant(config.pipelines)).build().failures
    for story in found:
        page = (tmp_path / BREVES.output / BREVES.page.format(story.number)).read_text()
        assert story.actors[0] in page


def test_linking_is_measured_on_its_own_and_one_article_costs_less_than_all():
    linked = linking.measure(60, 5)
    assert 0 < linked.median <= linked.slow < linked.everything
