from __future__ import annotations

import pytest

from generator.reading import captions


@pytest.mark.parametrize(
    "line",
    [
        "IDF Spokesperson",
        "© AFP",
        "©Anne Dupont",
        "AFP",
        "Getty/Instagram.",
        "AFP / Anne Dupont",
        "Anne Dupont/Reuters",
        "Photo : Anne Dupont",
        "Crédits : la mairie",
        "Image: Getty",
        "(Photo by Ann Smith/Getty Images)",
        "Photo Anne Dupont",
        "[Video: the speech in full.]",
        "La maire devant les grilles du port, lundi. (Photo Anne Dupont)",
        "La maire devant les grilles. © Anne Dupont / AFP",
        "Workers at the gate on Monday. (AP Photo/Ann Smith)",
        "Workers at the gate. Photograph: Ann Smith/The Gazette",
        "The driller at the winch. Handout",
        "Un docker à Brest, le 2 mars 2024",
        "Workers at the gate in Hull, March 2, 2024",
        "Ann Smith, pictured left, with the mayor",
        "La libraire, ici en 1979, devant sa boutique.",
        "Photo d’illustration",
        "Archives Le Quotidien",
        "Wikimedia Commons",
    ],
)
def test_captions(line):
    assert captions.is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Des papillons dans le port",
        "Les archives de la ville",
        "La porte-parole du gouvernement démissionne",
        "Réactions politiques",
        "Version 12.10",
        "Photos volées : deux hommes devant le juge.",
        "Le ministre a démenti, selon Reuters.",
        "« Tout va bien », a-t-il conclu. (AFP)",
        "PARIS (AFP) — Le ministre a démenti.",
        "Il a publié la photo sur Twitter.",
        "Le 3 mars 2024",
        "« J'ai vendu mon premier livre ici en 1979 », se souvient la libraire.",
        "The spokesperson said that nothing had changed.",
        "The mayor spoke via video link.",
    ],
)
def test_no_captions(line):
    assert not captions.is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : Le port bloqué",
        "À lire aussi",
        "Advertisement",
        "Read more: Port blocked",
        "Newsletter",
        "(Publicité)",
    ],
)
def test_furniture(line):
    assert captions.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Partager le pouvoir ne lui plaît pas.",
        "Related parties were warned, the board said in a statement on Monday.",
        "Share prices fell by 3 percent on Tuesday morning in London.",
        "Publicité : la loi change en mars, pour "
        + "tous les acteurs du secteur et " * 6
        + "les annonceurs.",
    ],
)
def test_no_furniture(line):
    assert not captions.is_furniture(line)


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("Par Anne Dupont", "Anne Dupont", None),
        ("By ANN SMITH and BOB J. JONES", "ANN SMITH and BOB J. JONES", None),
        ("Par Anne Dupont, publié le 3 mars 2024 à 10h30", "Anne Dupont", "2024-03-03"),
        ("Par Anne Dupont | Le Quotidien | 3 mars 2024", "Anne Dupont", "2024-03-03"),
        ("Publié le 03/04/2024 à 10:30", None, "2024-04-03"),
        ("Published March 3, 2024 at 10:30 a.m. EST", None, "2024-03-03"),
        ("3 mars 2024", None, "2024-03-03"),
        ("Publié le 3 mars 2024 à 10h30, mis à jour le 4 mars 2024", None, "2024-03-03"),
        ("Published: March 3, 2024. Last updated: March 4, 2024", None, "2024-03-03"),
    ],
)
def test_bylines(line, author, date):
    assert captions.read_byline(line) == (author, date)


@pytest.mark.parametrize(
    "line",
    [
        "Par ailleurs, le port rouvre",
        "Par deux fois",
        "By Friday the port had reopened, Ann Smith said.",
        "1er août 2012. - La ville a décidé de publier les noms.",
        "3 mars 2024 : le port rouvre",
        "Le port rouvre",
    ],
)
def test_no_bylines(line):
    assert captions.read_byline(line) is None


@pytest.mark.parametrize("line", ["Anne Dupont", "(AFP)", "Anne Dupont avec AFP", "A. D."])
def test_signatures(line):
    assert captions.is_signature(line)


@pytest.mark.parametrize("line", ["Tout est bien.", "Conclusion", "Le port rouvre demain", "« Oui »"])
def test_no_signatures(line):
    assert not captions.is_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jane Foss; editing by Mark Pell)",
        "Reporting by Jane Foss in Leeds and Tom O'Dwyer; Additional reporting by J. Pell; Editing by M. Ash",
        "(Reportage Jean Faure à Lyon, édité par Anne Le Goff)",
        "(Avec AFP)",
    ],
)
def test_closing_credits(line):
    assert captions.is_closing_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Reuters has shown that the bridge was unsafe.",
        "Reporting by Reuters",
        "Avec Marta Sol, le club a changé.",
        "(Avec Marta Sol, le club a changé.)",
    ],
)
def test_no_closing_credits(line):
    assert not captions.is_closing_credit(line)
