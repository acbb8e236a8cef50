"""Make a corpus of lifelike articles: the same ones for the same number, on any machine."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["Story", "stories"]

_FIRST = [
    "Anna",
    "Bruno",
    "Clara",
    "Denis",
    "Elsa",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jonas",
    "Karima",
    "Louis",
    "Maëva",
    "Nadir",
    "Odile",
    "Pierre",
    "Quitterie",
    "Rachid",
    "Sonia",
    "Théo",
    "Ursula",
    "Victor",
    "Wanda",
    "Xavier",
    "Yasmine",
    "Zoé",
    "Amadou",
    "Berthe",
    "Cyril",
    "Dalila",
]
_LAST = [
    "Aubrac",
    "Bellanger",
    "Castel",
    "Delmas",
    "Escoffier",
    "Fontanel",
    "Garrigue",
    "Hamelin",
    "Imbert",
    "Jourdan",
    "Kerbrat",
    "Lazare",
    "Morvan",
    "Nogent",
    "Orsini",
    "Pasquier",
    "Quéméner",
    "Rouvière",
    "Sabatier",
    "Tessier",
    "Urvoas",
    "Valadon",
    "Weber",
    "Ysambert",
    "Zeller",
    "Abadie",
    "Bonnafous",
    "Cazenave",
    "Duhamel",
    "Estève",
    "Foucault",
    "Grandjean",
    "Hervieu",
    "Isnard",
    "Jolivet",
    "Kessler",
    "Lambert",
    "Maréchal",
    "Noyer",
    "Ollivier",
]
_ROLES = (
    "maire de {place}",
    "préfète du département",
    "directeur du port",
    "porte-parole du syndicat",
    "députée",
)
_PLACES = [
    "Valmont",
    "Bréval",
    "Saint-Clair",
    "Rocheval",
    "Montaigu",
    "Port-Lazare",
    "Belleroche",
    "Fontvieille",
    "Hautmont",
    "Clairac",
    "Marsac",
    "Noirval",
    "Beauséjour",
    "Pontarel",
    "Rivemont",
    "Sauveterre",
    "Villefranque",
    "Aigremont",
    "Chantelou",
    "Dampierre",
]
_SUBJECTS = (
    "Le pont",
    "La nouvelle ligne de tramway",
    "Le chantier du port",
    "La fermeture de l’usine",
    "Le plan contre les inondations",
    "La réforme des cantines",
    "L’hôpital",
    "Le marché couvert",
)
_ACTIONS = (
    "divise le conseil municipal",
    "prend six mois de retard",
    "coûtera plus cher que prévu",
    "rouvre après un an de travaux",
    "inquiète les riverains",
    "reçoit une aide de la région",
)
_SENTENCES = (
    "{one}, {role}, a annoncé mardi que les travaux commenceraient le {day} mars.",
    "« Nous n’avons jamais promis l’impossible », a déclaré {one} devant près de {count} habitants.",
    "Selon {two}, le budget atteint {money} millions d’euros, soit {percent} % de plus qu’en 2025.",
    "{two} estime que « la ville ne peut pas attendre {months} mois de plus ».",
    "À {place}, quelque {count} personnes ont manifesté samedi contre le projet.",
    "Le dossier compte {count} pages et {months} recommandations, d’après un rapport remis le {day} avril.",
    "{one} et {two} se sont rencontrés à {place} pour parler du calendrier.",
    "« Il faut écouter ceux qui vivent ici », a répondu {three}, qui demande une nouvelle réunion.",
    "Plus de {percent} % des commerçants interrogés disent avoir perdu des clients depuis {months} mois.",
    "La décision sera prise avant le {day} mai 2026, a assuré {three}.",
    "Les riverains, eux, attendent toujours des réponses écrites sur le bruit et la poussière.",
    "Un premier essai, mené l’an dernier, n’avait pas convaincu les services techniques.",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One article: ``date`` is ISO 8601, ``actors`` are who and where it is about."""

    number: int
    title: str
    date: str
    actors: tuple[str, ...]
    tag: str
    paragraphs: tuple[str, ...]

    def brief(self) -> str:
        """Write it as an article of content/."""
        head = f"---\ntitle: {self.title}\ndate: {self.date}\nlanguage: fr\nsource: Gazette\ntags: [{self.tag}]\n"
        return f"{head}slug: a{self.number:05}\n---\n\n" + "\n\n".join(self.paragraphs) + "\n"

    def edited(self, mark: str) -> Story:
        """Return it with a word more in its last paragraph."""
        *others, last = self.paragraphs
        return replace(self, paragraphs=(*others, f"{last} La version {mark} est parue."))


def stories(count: int, words: int = 380) -> Iterator[Story]:
    """Yield ``count`` stories of about so many words; who appears in them follows Zipf's law."""
    people = [f"{first} {last}" for last, first in itertools.product(_LAST, _FIRST)]
    random.Random(1).shuffle(people)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(people) + 1)))
    for number in range(count):
        dice = random.Random(number)
        one, two, three = dice.choices(people, cum_weights=weights, k=3)
        place = dice.choice(_PLACES)
        subject = dice.choice(_SUBJECTS)
        sentences, length = [], 0
        while length < words:
            sentence = dice.choice(_SENTENCES).format(
                one=one,
                two=two,
                three=three,
                role=dice.choice(_ROLES).format(place=place),
                place=place,
                day=dice.randint(2, 28),
                count=dice.randint(12, 900),
                money=f"{dice.randint(1, 90)},{dice.randint(1, 9)}",
                percent=dice.randint(3, 80),
                months=dice.randint(2, 18),
            )
            sentences.append(sentence)
            length += sentence.count(" ") + 1
        yield Story(
            number,
            f"{subject} de {place} {dice.choice(_ACTIONS)} ({number})",
            f"{2016 + number % 10}-{1 + number // 10 % 12:02}-{1 + number // 120 % 28:02}",
            (one, two, three, place),
            subject.split()[-1].lower(),
            tuple(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)),
        )
