from __future__ import annotations

import pytest

from generator.reading import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5 juillet 2012. - Le port rouvre.", "2012-07-05"),
        ("1er août 2012. – Le port rouvre.", "2012-08-01"),
        ("BREST, 5 juillet 2012 (AFP) — Le port rouvre.", "2012-07-05"),
        ("LONDON, July 5, 2012 (Reuters) - The port opens.", "2012-07-05"),
        ("HULL, England, Thursday, 5 July 2012 -- The port opens.", "2012-07-05"),
        ("5 July 2012. The port opens.", "2012-07-05"),
        ("5 July 2012, the port opens.", None),
        ("HULL, July 5 (AP) — The port opens.", None),
        ("HULL — The port opened on July 5, 2012.", None),
        ("Depuis le 5 juillet 2012, dit-elle, le port – fermé – se vide.", None),
        ("« Le 5 juillet 2012 » — c'est le titre.", None),
        ("30 février 2012. - Le port rouvre.", None),
    ],
)
def test_datelines(text, iso):
    assert dates.find_dateline(text) == iso


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("2023-12-24-port.txt", "2023-12-24"),
        ("news/port_20231224.md", "2023-12-24"),
        ("2023/12/24/port.html", "2023-12-24"),
        ("2023/12/port.txt", "2023-12"),
        ("2023-12/port.txt", "2023-12"),
        ("port-2023.txt", None),
        ("port-202312.txt", None),
        ("2023-02-30.txt", None),
        ("44545.txt", None),
        ("120231224.txt", None),
    ],
)
def test_dates_in_paths(path, iso):
    assert dates.in_path(path) == iso


@pytest.mark.parametrize("text", ["", "hier", "2023-13", "32/12/2023", "2023-12-24 and more", "24 décembre"])
def test_no_dates(text):
    with pytest.raises(ValueError, match=r".*"):
        dates.normalise(text)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("3 mars 2024", "2024-03-03"),
        ("le 3 mars 2024 à 8 h 30.", "2024-03-03"),
        ("Le 3 mars 2024 tout change", None),
        ("mars", None),
    ],
)
def test_lines_that_are_dates(line, iso):
    assert dates.only_date(line) == iso
