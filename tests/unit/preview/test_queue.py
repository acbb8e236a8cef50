from generator.preview.queue import Changes


def test_nothing_is_due_without_changes():
    changes = Changes()
    assert changes.due() is None
    assert changes.take(100.0) == frozenset()


def test_a_burst_is_one_rebuild():
    changes = Changes(quiet=0.01, burst=0.1, patience=5.0)
    for number in range(1000):
        changes.add(f"{number}.md", number / 1000)
        assert changes.take((number + 0.9) / 1000) == frozenset()
    assert changes.take(0.999 + 0.1) == {f"{number}.md" for number in range(1000)}
    assert changes.due() is None


def test_what_never_pauses_is_built_all_the_same():
    changes = Changes(quiet=0.1, burst=0.1, patience=1.0)
    for tenth in range(11):
        changes.add("log.md", tenth * 0.09)
    assert changes.take(0.98) == frozenset()
    assert changes.take(1.0) == {"log.md"}


def test_a_change_while_building_is_kept_for_the_next():
    changes = Changes(quiet=0.1, burst=0.1)
    changes.add("a.md", 0.0)
    assert changes.take(0.2) == {"a.md"}
    changes.add("b.md", 0.3)
    assert changes.take(0.5) == {"b.md"}
