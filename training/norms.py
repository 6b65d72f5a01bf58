"""Find the words that the parser does not take for what they are, and a common one that it may see in their stead.

usage: python training/norms.py [--lang fr]

The parser knows a word by its form as it was trained, and takes a rare one for anything. Third persons, participles
and infinitives of the lexicon's verbs (some irregular ones come out as no word, and do no harm), nouns of events,
sources and things, and adjectives of nations are each tried in a few sentences, as far as they are of no other class
too. Where one is not read as what it is, it is tried with the norm of common words of the same form. Writes
`src/selon/languages/<lang>/norms.tsv`: the form, and the one it is seen as. No randomness.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selon.languages.load import rows
from selon.reading.lexicon import FILES
from selon.reading.parse import grow, load_pipeline

if TYPE_CHECKING:
    from selon.reading.tree import Token

OTHERS = ("noun", "adj", "adv", "adp", "det", "pron", "verb")
"""Word classes in the lemmatizer's tables."""
WRONG = 2
"""A form is not known when so many of its sentences, or more, are read wrongly."""
COMMON = {
    "er": (
        "annoncer", "demander", "indiquer", "rester", "remporter", "occuper", "installer", "accuser", "affirmer",
        "continuer", "donner", "porter", "représenter", "présenter", "proposer", "quitter", "trouver",
        "utiliser", "considérer", "accepter", "créer", "montrer", "jouer", "gagner", "tuer", "attaquer", "signer",
        "appeler", "arriver", "constituer", "diriger", "lancer", "publier", "refuser", "souligner", "estimer",
    ),
    "ir": (
        "finir", "choisir", "établir", "réunir", "agir", "fournir", "réussir", "définir", "remplir", "subir", "bâtir",
        "investir",
    ),
    "re": (
        "prendre", "mettre", "permettre", "rendre", "comprendre", "reprendre", "suivre", "perdre", "vendre", "entendre",
        "atteindre", "rejoindre", "dire", "écrire", "vivre", "connaître", "construire", "promettre",
    ),
}  # fmt: skip
"""Verbs whose forms the parser may have learnt, by their class."""

ONE = ("L'armée {} la ville de Bara.", "Le ministre {} une trêve, selon Reuters.", "Mali: l'armée {} deux bases.",
       "Washington {} trois suspects.")  # fmt: skip
SEVERAL = ("Les rebelles {} la ville de Bara.", "Les ministres {} une trêve, selon Reuters.",
           "Mali: les soldats {} deux bases.", "Les Etats-Unis {} trois suspects.")  # fmt: skip
WHILE = ("L'armée est partie, {} deux bases.", "Un accord {} la trêve a été signé.", "Il est mort en {} la base.",
         "Des soldats {} la ville sont morts.")  # fmt: skip
TO = (
    "L'armée veut {} deux bases.",
    "Il a promis de {} la ville.",
    "Paris doit {} la base.",
    "Pour {} la base, il part.",
)
EACH = ("Leur {} a commencé lundi.", "L'ONU a dénoncé chaque {} dans la région.", "Chaque {} inquiète le ministre.",
        "Il a parlé de leur {} à Paris.")  # fmt: skip
MANY = ("Les {} ont commencé lundi.", "L'ONU a dénoncé des {} dans la région.", "Plusieurs {} inquiètent le ministre.",
        "Il a parlé de leurs {} à Paris.")  # fmt: skip
HIS = (
    "Un soldat {} a été tué lundi.",
    "Le ministre {} a démenti.",
    "Il a vu un camion {} lundi.",
    "Un village {} brûle.",
)
THEIRS = ("Deux soldats {} ont été tués lundi.", "Les ministres {} ont démenti.", "Il a vu des camions {} lundi.",
          "Des villages {} brûlent.")  # fmt: skip
HER = (
    "L'armée {} a quitté la base.",
    "Une force {} est arrivée lundi.",
    "La ministre {} a démenti.",
    "Une ville {} brûle.",
)
HERS = ("Les forces {} contrôlent la ville.", "Des armes {} ont été saisies.", "Les autorités {} ont démenti.",
        "Des villes {} brûlent.")  # fmt: skip


def finite(t: Token) -> bool:
    """Whether the word is read as a verb with its subject."""
    return t.pos_ in ("VERB", "AUX") and any(k.head is t and k.dep_.startswith("nsubj") for k in t.doc)


def verb(t: Token) -> bool:
    """Whether the word is read as a verb."""
    return t.pos_ == "VERB"


def noun(t: Token) -> bool:
    """Whether the word is read as a noun."""
    return t.pos_ == "NOUN"


def adjective(t: Token) -> bool:
    """Whether the word is read as an adjective of its noun."""
    return t.pos_ == "ADJ" and t.dep_ == "amod"


@dataclass(frozen=True)
class Shape:
    """Words of one shape: their forms, those of common words, sentences with a gap for one, what it must be read as
    there, and the classes that a form must not be of too."""

    name: str
    forms: tuple[str, ...]
    common: tuple[str, ...]
    sentences: tuple[str, ...]
    right: Callable[[Token], bool]
    others: tuple[str, ...] = ("noun", "adj", "adv", "adp", "det", "pron")


NO_VERBS = ("abîme", "souffle", "force", "mutine")
"""Forms of verbs that are another word at least as often."""
NOUNS = ("soldat", "homme", "ministre", "député", "accord", "gouvernement", "groupe", "président", "attentat", "projet")
NATIONS = ("français", "américain", "allemand", "russe", "britannique", "italien", "espagnol", "chinois", "irakien")
FEMININES = ("française", "américaine", "allemande", "russe", "britannique", "italienne", "espagnole", "chinoise")


def shapes(lang: str) -> list[Shape]:
    """All shapes that are tried."""
    verbs = sorted({r["lemma"] for name in FILES for r in rows(lang, name) if r["pos"] == "VERB"})
    verbs = [x for x in verbs if x.isalpha()]
    nouns = sorted({r["lemma"] for name in ("events_nouns", "sources", "classes") for r in rows(lang, name)})
    nouns = [x for x in nouns if x.isalpha() and x.islower()]
    things = {*nouns, *map(plural, nouns), *NO_VERBS}
    found: list[Shape] = []

    def of(ending: str, dropped: int, put: str, sentences: tuple[str, ...], right: Callable[[Token], bool]) -> None:
        def form(x: str) -> str:
            stem = x[: len(x) - dropped]
            soft = {"g": "ge", "c": "ç"}.get(stem[-1:]) if put[:1] in ("a", "â") and ending == "er" else None
            return (stem[:-1] + soft if soft else stem) + put

        forms = tuple(sorted({form(x) for x in verbs if x.endswith(ending)} - things))
        found.append(Shape(f"-{ending}: -{put}", forms, tuple(map(form, COMMON[ending])), sentences, right))

    for ending, dropped, one, several in (
        ("er", 2, "e ait era erait a", "ent aient eront eraient"),
        ("ir", 0, "a ait", "ont aient"),
        ("ir", 1, "t ssait", "ssent ssaient"),
        ("re", 1, "a ait", "ont aient"),
    ):
        for endings, sentences in ((one, ONE), (several, SEVERAL)):
            for put in endings.split():
                of(ending, dropped, put, sentences, finite)
    of("er", 2, "ant", WHILE, verb)
    of("er", 0, "", TO, verb)
    but = ("adj", "adv", "verb")
    found.append(Shape("noun", tuple(nouns), NOUNS, EACH, noun, but))
    found.append(Shape("nouns", tuple(map(plural, nouns)), tuple(map(plural, NOUNS)), MANY, noun, but))
    nations = {x for r in rows(lang, "demonyms") for x in r["adjective_forms"].split("|") if x.isalpha()}
    for name, ending, common, sentences in (
        ("nation, one", "", NATIONS, HIS),
        ("nation, several", "s", tuple(map(plural, NATIONS)), THEIRS),
        ("nation, feminine", "e", FEMININES, HER),
        ("nation, feminines", "es", tuple(map(plural, FEMININES)), HERS),
    ):
        forms = tuple(sorted(x for x in nations if x.endswith(ending) and (ending or not x.endswith(("s", "e")))))
        found.append(Shape(name, forms, common, sentences, adjective, ("verb", "adv")))
    return found


def plural(x: str) -> str:
    """The plural of a noun or adjective."""
    if x.endswith(("s", "x", "z")):
        return x
    if x.endswith("al"):
        return f"{x[:-2]}aux"
    return x + ("x" if x.endswith(("eau", "eu")) else "s")


class Trial:
    """A pipeline whose norms can be changed."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.nlp = load_pipeline(lang, seen_as={})
        lemmatizer: Any = self.nlp.get_pipe("lemmatizer")
        tables = [lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc")]
        self.known = {x: [table.get(x, ()) for table in tables] for x in OTHERS}

    def is_any(self, form: str, classes: Iterable[str]) -> bool:
        """Whether the form is a word of one of the classes."""
        return any(form in words for x in classes for words in self.known[x])

    def right(self, forms: Sequence[str], shape: Shape) -> dict[str, int]:
        """In how many of its sentences each form is read as it should be."""
        found = dict.fromkeys(forms, 0)
        texts = ((x.format(form), form) for form in forms for x in shape.sentences)
        for doc, form in self.nlp.pipe(texts, as_tuples=True):
            found[form] += any(t.text == form and shape.right(t) for t in grow(doc, self.lang))
        return found

    def seen(self, forms: Iterable[str], norm: str | None = None) -> None:
        """Let the parser see forms as another, or as themselves."""
        for form in forms:
            self.nlp.vocab[form].norm_ = norm or form


def mend(trial: Trial, shape: Shape) -> dict[str, str]:
    """The forms of a shape that are read rightly only as another, with that one."""
    enough = len(shape.sentences) - WRONG + 1
    before = trial.right([x for x in shape.forms if not trial.is_any(x, shape.others)], shape)
    wrong = [x for x, n in before.items() if n < enough]
    best: dict[str, int] = dict.fromkeys(wrong, 0)
    norm = ""
    for common in shape.common:
        trial.seen(wrong, common)
        found = trial.right(wrong, shape)
        trial.seen(wrong)
        if sum(found.values()) > sum(best.values()):
            best, norm = found, common
    mended = {x: norm for x in wrong if best[x] >= enough}
    print(f"{shape.name}: {len(before)} forms, {len(wrong)} not known, {len(mended)} mended as «{norm}»")
    return mended


def main() -> None:
    """Try all shapes and write."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--lang", default="fr")
    o = a.parse_args()
    trial = Trial(o.lang)
    found: dict[str, str] = {}
    for shape in shapes(o.lang):
        found = {**mend(trial, shape), **found}
    path = Path(__file__).parent.parent / "src" / "selon" / "languages" / o.lang / "norms.tsv"
    head = "# Forms that the parser sees as a common one, since it does not know them. Written by training/norms.py."
    path.write_text("\n".join([head, "form\tas", *(f"{k}\t{v}" for k, v in sorted(found.items())), ""]), "utf-8")


if __name__ == "__main__":
    main()
