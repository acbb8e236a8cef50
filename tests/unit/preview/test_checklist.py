"""The desk's list as a page."""

from generator.desk.finding import KINDS, Finding
from generator.preview import checklist


def test_there_is_a_heading_for_everything_that_the_desk_lists():
    found = [Finding(kind, 0.5, "a.md", 3, f"a {kind} at fault", "Mend it.") for kind in KINDS]
    page = checklist.page(found, "Essai").decode()
    assert page.count("<h2") == len(KINDS)
    assert all(f"a {kind} at fault" in page for kind in KINDS)
