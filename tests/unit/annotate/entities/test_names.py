"""Which words are names, where they begin and end, and which mean the same."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

FRENCH = [
    ("M. Foote et Mme Lambert ont parlé au Dr Sophie Renaud.", ["Foote", "Lambert", "Sophie Renaud"]),
    ("Biden n’a pas voulu commenter.", ["Biden"]),
    ("Le Premier ministre Gabriel Attal a reçu le président.", ["Gabriel Attal"]),
    ("Le ministre de la Défense a quitté Lyon mardi.", ["Lyon"]),
    ("Bertrand de Broc et Ursula von der Leyen sont arrivés.", ["Bertrand de Broc", "Ursula von der Leyen"]),
    ("Les Français et les Polonaises parlent arabe à Noël.", []),
    ("L'ouragan Irma a touché la Floride.", ["Floride"]),
    ("Le Salon de l'agriculture ouvre samedi à Paris.", ["Paris"]),
    ("Le Conseil départemental du Var a voté.", ["Conseil départemental du Var"]),
    ("L'avocat a saisi la cour d'appel de Toulouse.", ["cour d'appel de Toulouse"]),
    ("Le ministère de l'Économie et des Finances dément.", ["ministère de l'Économie et des Finances"]),
    ("Ils ont défilé sur la place Tahrir, puis rue de la Paix.", ["place Tahrir", "rue de la Paix"]),
    ("Il vit dans le département du Lot, près de la ville de Porto.", ["Lot", "Porto"]),
    ("La Maison Blanche, le Kremlin et Matignon se taisent.", ["Maison Blanche", "Kremlin", "Matignon"]),
    ("Le fondateur de WikiLeaks Julian Assange a fui. WikiLeaks se tait.", ["WikiLeaks", "Julian Assange"]),
    ("Les chefs d'État de l'Union africaine ont signé.", ["Union africaine"]),
    ("Le ministre malien de la Défense, Moussa Keita, a signé.", ["Moussa Keita"]),
    ("Le musée des Beaux-Arts de Lyon rouvre.", ["musée des Beaux-Arts de Lyon"]),
    ("Le titre de General Motors monte à Paris.", ["General Motors", "Paris"]),
    ("« Je reste », explique le Morbihannais, qui sourit.", []),
    ("À Castres, les Castrais ont voté. Les Castraises ont signé.", ["Castres"]),
    ("Contactée, la mairie se tait. Cagoulé, armé, il a fui.", []),
    ("12:32 Selon Enedis, rien n'est perdu. Selon Vigicrues, l'eau monte.", ["Enedis", "Vigicrues"]),
    ("L'équipe a gagné, écrit L'Équipe.", ["L'Équipe"]),
    (
        "L'Agence de la recherche et l'Union européenne ont payé.",
        ["Agence de la recherche", "Union européenne"],
    ),
    ("Le coureur renonce au Tour d'Espagne.", []),
    ("Le ministère des Affaires étrangères se tait.", ["ministère des Affaires étrangères"]),
    ("L'Office français de la biodiversité se tait.", ["Office français de la biodiversité"]),
    ("Deux Canadair et trois Rafale ont décollé de Nîmes.", ["Nîmes"]),
    ("Le porte-conteneurs Ursa Minor est à quai.", []),
    ("Ida Roux, déléguée SUD-Industrie, a signé.", ["Ida Roux", "SUD-Industrie"]),
    ("Le SMUR de Mende l'a repêché dans l'étang de Mauriac.", ["SMUR de Mende", "étang de Mauriac"]),
    ("José Quintero Lara nie tout. Quintero a fui le pays.", ["José Quintero Lara"]),
    ("Rebaptisé Novaris, le groupe a déménagé. Aimée Novak aussi.", ["Novaris", "Aimée Novak"]),
    ("Le Stade vannetais en Coupe, c'est terminé.", ["Stade vannetais"]),
    ("« C'est fini », a soufflé l'ancien Lorientais.", []),
    ("Le ministre délégué aux Sports, Paul Vidal, a signé.", ["Paul Vidal"]),
    ("Le ministre de l'Éducation et de la Jeunesse Luc Vidal a signé.", ["Luc Vidal"]),
    ("Le ferry a quitté le port de Larmona.", ["Larmona"]),
    ("« Chiche ! », a lancé Rose Vidal.", ["Rose Vidal"]),
    ("Le Comité démocratique (CD) a voté. Le CD se tait.", ["Comité démocratique"]),
    (
        "Selon l'université de Rouen et l'Office du vin, tout va bien.",
        ["université de Rouen", "Office du vin"],
    ),
    ("Basket (Nationale 2). Nérac a gagné samedi.", ["Nérac"]),
]
ENGLISH = [
    ("He will appeal to the 7th U.S. Circuit Court of Appeals.", ["7th U.S. Circuit Court of Appeals"]),
    ("Supervisor Hal Dunn and Council Member Jo Diaz spoke.", ["Hal Dunn", "Jo Diaz"]),
    ("Julian Tate spoke on Monday. Later Tate left.", ["Julian Tate"]),
    ("Americans for Honest Ledgers sued.", ["Americans for Honest Ledgers"]),
    ("The winner, Meridian Dredging, had hired two officials.", ["Meridian Dredging"]),
    ("The Port Vernon Police Department is small.", ["Port Vernon Police Department"]),
    ("The group is aligned with Senate Republicans.", ["Senate"]),
    ("She ran a company called Rutland Hotels.", ["Rutland Hotels"]),
    ("Thieves struck Dunn's Bakery, said Mark Vance.", ["Dunn's Bakery", "Mark Vance"]),
    ("A spokesman for the United Auto Workers smiled.", ["United Auto Workers"]),
    (
        "The U.S. Court of Appeals for the Fifth Circuit ruled.",
        ["U.S. Court of Appeals for the Fifth Circuit"],
    ),
    ("Simon Petrie KC and Ruth Hollis MP met Ann Yeo, MBE.", ["Simon Petrie", "Ruth Hollis", "Ann Yeo"]),
    ("Interior Minister Kwame Otiende told reporters in Thika.", ["Kwame Otiende", "Thika"]),
    ("It is up to the Maritime and Coastguard Agency.", ["Maritime and Coastguard Agency"]),
    ("Planned Families of Texas sued on Monday.", ["Planned Families of Texas"]),
    ("Shares of the Chicago-based company fell.", ["Chicago"]),
    ("SELBY (AP) — Police arrested Mark Vance.", ["SELBY", "Mark Vance"]),
    (
        "Sen. Ron Wyden met Rep. Maria Lopez and Dr. Jane O'Connor.",
        ["Ron Wyden", "Maria Lopez", "Jane O'Connor"],
    ),
    ("Mary Dunn's lawyer and Apple's Tim Cook spoke.", ["Mary Dunn", "Apple", "Tim Cook"]),
    ("Former Secretary of State Hillary Clinton spoke on Tuesday.", ["Hillary Clinton"]),
    ("British Prime Minister Theresa May met French officials.", ["Theresa May"]),
    (
        "The U.S. Department of Justice sued the University of Utah.",
        ["U.S. Department of Justice", "University of Utah"],
    ),
    ("Hurricane Irma hit Florida during World War II.", ["Florida"]),
    ("U.S. Supreme Court Justice Clarence Thomas dissented.", ["U.S. Supreme Court", "Clarence Thomas"]),
    ("Rep. Jason Chaffetz (R-Utah) opposed pro-Clinton groups.", ["Jason Chaffetz", "Utah", "Clinton"]),
    ("The White House and Downing Street declined.", ["White House", "Downing Street"]),
]


@pytest.mark.parametrize(("text", "names"), FRENCH)
def test_french_names(found, text, names):
    assert list(found(text, "fr")) == names


@pytest.mark.parametrize(("text", "names"), ENGLISH)
def test_english_names(found, text, names):
    assert list(found(text, "en")) == names


def test_a_place_in_capitals_is_no_acronym_with_a_tail(found):
    text = "La maire de SAINT-AUBIN-LE-HAUT a signé. À SAINT-AUBIN-LE-HAUT, on attend."
    assert found(text, "fr")["SAINT-AUBIN-LE-HAUT"].kind == "place"


def test_surnames_join_full_names_and_two_people_stay_two(forms):
    text = "Anne Moreau a battu Paul Girard. Moreau fête sa victoire. Girard félicite Anne Moreau."
    assert forms(text, "fr") == {
        "Anne Moreau": ["Anne Moreau", "Moreau", "Anne Moreau"],
        "Paul Girard": ["Paul Girard", "Girard"],
    }
    both = forms("Marine Le Pen et Jean-Marie Le Pen se sont parlé à Nanterre.", "fr")
    assert {"Marine Le Pen", "Jean-Marie Le Pen"} < set(both)


def test_a_business_called_by_a_surname_is_not_who_bears_it(forms):
    text = "La scierie Morel a brûlé. Jacques Morel, gérant, a tout vu. M. Morel pleure."
    assert forms(text, "fr") == {"Morel": ["Morel"], "Jacques Morel": ["Jacques Morel", "Morel"]}


def test_a_title_before_a_surname_that_comes_first_means_another(forms):
    text = "President Obama spoke first.\n\nThen Michelle Obama took the stage.\n\nMr. Obama waved."
    assert forms(text, "en") == {"Obama": ["Obama", "Obama"], "Michelle Obama": ["Michelle Obama"]}


@pytest.mark.parametrize(
    ("text", "language", "name", "expected"),
    [
        (
            "L'Agence régionale de santé (ARS) a répondu. L'ARS promet des lits.",
            "fr",
            "Agence régionale de santé",
            ["Agence régionale de santé", "ARS", "ARS"],
        ),
        (
            "The International Monetary Fund cut its forecast. The IMF blamed trade.",
            "en",
            "International Monetary Fund",
            ["International Monetary Fund", "IMF"],
        ),
        (
            "Les États-Unis hésitent. Les Etats-Unis paieront.",
            "fr",
            "États-Unis",
            ["États-Unis", "Etats-Unis"],
        ),
        ("The United States is not the U.S. of old.", "en", "United States", ["United States", "U.S."]),
        (
            "La Fédération belge du secteur financier a parlé. Pour Febelfin, rien ne presse.",
            "fr",
            "Fédération belge du secteur financier",
            ["Fédération belge du secteur financier", "Febelfin"],
        ),
        (
            "Il vit à Port-Vauquelin. Tout le monde, à Vauquelin, le sait.",
            "fr",
            "Port-Vauquelin",
            ["Port-Vauquelin", "Vauquelin"],
        ),
        (
            "Harrow Metals may cut jobs. Harrow's founder said Harrow would not.",
            "en",
            "Harrow Metals",
            ["Harrow Metals", "Harrow", "Harrow"],
        ),
        (
            "Shares in Corvane fell. Corvane Technologies blamed demand.",
            "en",
            "Corvane Technologies",
            ["Corvane", "Corvane Technologies"],
        ),
        (
            "Warrender's Ltd pleaded guilty. Warrender's, which has 34 shops, said so.",
            "en",
            "Warrender's Ltd",
            ["Warrender's Ltd", "Warrender"],
        ),
        ("A mill near Dunmore may close. They met at the Dunmore Social Club.", "en", "Dunmore", ["Dunmore"]),
    ],
)
def test_variants_of_one_body(forms, text, language, name, expected):
    assert forms(text, language)[name] == expected


def test_names_of_the_body_are_found_in_a_headline_in_title_case(forms):
    found = forms(
        "Mayor Ted Wheeler spoke. Wheeler resigned.", "en", "Ted Wheeler Denies Storm Of Claims About Snow"
    )
    assert found["Ted Wheeler"] == ["Ted Wheeler", "Ted Wheeler", "Wheeler"]


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        (
            "La France et l'Otan soutiennent Kiev.",
            "fr",
            {"France": "place", "Otan": "organisation", "Kiev": "place"},
        ),
        (
            "L'américain Verlane rachète Ostrel. Le PDG de Verlane, Karl Brun, s'en réjouit. Verlane paie.",
            "fr",
            {"Verlane": "organisation", "Karl Brun": "person"},
        ),
        (
            "Nérac bat Redon en finale. Le coach salue ses joueurs après le match, les supporters aussi.",
            "fr",
            {"Nérac": "organisation", "Redon": "organisation"},
        ),
        ("Le maire reçoit à Nérac. Redon vote un budget.", "fr", {"Nérac": "place"}),
        ("Analysts at Morgan Stanley were wrong.", "en", {"Morgan Stanley": "organisation"}),
        ("Orville Grady, 45, of Salem, was arrested.", "en", {"Orville Grady": "person", "Salem": "place"}),
        ("Lumetric, the maker of sensors, cut jobs at Lumetric.", "en", {"Lumetric": "organisation"}),
    ],
)
def test_kinds(found, text, language, kinds):
    mine = {name: each.kind for name, each in found(text, language).items()}
    assert kinds.items() <= mine.items()


@pytest.mark.parametrize(
    ("text", "language", "name", "role"),
    [
        ("Le président américain Joe Biden a parlé.", "fr", "Joe Biden", "président américain"),
        (
            "Rafael Correa, président de la République, a décidé.",
            "fr",
            "Rafael Correa",
            "président de la République",
        ),
        ("Le maire de Lyon, Paul Girard, a démissionné.", "fr", "Paul Girard", "maire de Lyon"),
        ("Le syndicat Solvinor proteste.", "fr", "Solvinor", "syndicat"),
        ("British Prime Minister Theresa May spoke.", "en", "Theresa May", "British Prime Minister"),
        (
            "Keron Blair, executive director of the fund, spoke.",
            "en",
            "Keron Blair",
            "executive director of the fund",
        ),
        ("« Tout est loin », dit Ida Roux, la boulangère.", "fr", "Ida Roux", "boulangère"),
        ("La cheffe du service, la professeure Ida Roux, soupire.", "fr", "Ida Roux", "cheffe du service"),
        ("Ida Roux, 51 ans, a été nommée directrice générale hier.", "fr", "Ida Roux", "directrice générale"),
        ("Ida Roux, de la CGT, a protesté.", "fr", "Ida Roux", "CGT"),
        ("Ida Roux n'est plus maire.", "fr", "Ida Roux", None),
        ("Tout va mal, dit l'entraîneuse battue, Ida Roux.", "fr", "Ida Roux", "entraîneuse battue"),
        ("Côté Redon, la gardienne Ida Roux a brillé.", "fr", "Redon", None),
        ("Ida Roux, la tête basse, est partie.", "fr", "Ida Roux", None),
        ("“It was late,” said Sen. Susan Collins.", "en", "Susan Collins", "Sen."),
        (
            "Rep. Ida Brooks of Maryland, the panel's top Democrat, left.",
            "en",
            "Ida Brooks",
            "panel's top Democrat",
        ),
        ("Ida Brooks, who became chief executive in January, left.", "en", "Ida Brooks", "chief executive"),
        ("Panel Chairman Rep. Jason Cole left.", "en", "Jason Cole", "Panel Chairman"),
    ],
)
def test_roles(found, text, language, name, role):
    assert found(text, language)[name].role == role
    where = found(text, language)[name].role_span
    assert (where and f"…\n\n{text}"[slice(*where)]) == role


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("The company's chief executive, Piers Lonsdale, apologised.", "en", "Piers Lonsdale", "person"),
        ("Analysts at Peel Hunt expect a profit.", "en", "Peel Hunt", "organisation"),
        ("The supplier, Cambridge-based Helixon, blamed it.", "en", "Cambridge", "place"),
        ("Interrogé sur Radio Lande, le maire de Pau, Paul Roux, a ri.", "fr", "Paul Roux", "person"),
        ("Selon un analyste chez Kepler, le titre monte.", "fr", "Kepler", "organisation"),
        ("Édouard Lavaud (Horizons) est élu.", "fr", "Horizons", "organisation"),
        ("Emma Reid (Lib Dem, Harbour) voted for it.", "en", "Lib Dem", "organisation"),
        ("Emma Reid (Leeds) voted for it.", "en", "Leeds", "place"),
        ("Il a été élu à Séverac en 2020.", "fr", "Séverac", "place"),
        ("Brokerage Dunstan & Wray downgraded it.", "en", "Dunstan & Wray", "organisation"),
        ("Cadw, the Welsh government's heritage body, said no.", "en", "Cadw", "organisation"),
        ("L'élue Snes-FSU résume.", "fr", "Snes-FSU", "organisation"),
        ("C'est ce qu'a dit la procureure de Créteil, Laure Roux.", "fr", "Créteil", "place"),
        ("The administrators, Clarke Beston, said so.", "en", "Clarke Beston", "organisation"),
        ("Le fabricant toulousain d'emballages Sorvane se tait.", "fr", "Sorvane", "organisation"),
        ("Le suédois Norrtek cède son usine.", "fr", "Norrtek", "organisation"),
        ("La boulangerie Colin a fermé.", "fr", "Colin", "organisation"),
        ("Il vit à dix kilomètres de Josselin.", "fr", "Josselin", "place"),
        ("La maire de Montbrac a signé.", "fr", "Montbrac", "place"),
        ("Son avocate, Dilnoza Rashidova, va faire appel.", "fr", "Dilnoza Rashidova", "person"),
    ],
)
def test_what_stands_around_a_name_tells_its_kind(found, text, language, name, kind):
    assert found(text, language)[name].kind == kind
