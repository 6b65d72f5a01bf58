"""Verb forms and other words of a language by which a tree is mended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from selon.languages.load import rows, table

AGREEMENTS = ("", "e", "s", "es")


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of a language by which trees are mended; verb forms lead to their infinitives."""

    participles: dict[str, str]
    pasts: dict[str, str]
    presents: dict[str, str]
    plurals: dict[str, str]
    reflexive: frozenset[str]
    nouns: frozenset[str]
    adjectives: tuple[str, ...]
    prepositions: frozenset[str]
    days: frozenset[str]
    articles: frozenset[str]
    taking: frozenset[str]
    joining: frozenset[str]
    between: frozenset[str]
    pronouns: frozenset[str]
    clitics: frozenset[str]
    before_verb: frozenset[str]
    moments: frozenset[str]
    be_pasts: dict[str, str]
    """Participles that make a perfect with "to be"; next to it they are no adjectives."""
    before_infinitive: dict[str, str]
    gerund: frozenset[str]
    """Prepositions that make a gerund of a present participle."""
    object_relatives: frozenset[str]
    """Relative pronouns that are the object of their clause."""
    asking: dict[str, frozenset[str]]
    """Verbs that ask somebody for an act, by the relation of whom they ask it."""

    @property
    def finds_subjects(self) -> bool:
        """Whether subjects that the parser loses are looked for: where the pack tells what stands before a verb."""
        return bool(self.clitics)


@lru_cache(maxsize=8)
def load_forms(lang: str) -> Forms:
    """The forms of the verbs that a language pack lists as events or cues.

    Raises:
        DataError: a file of the pack is missing or malformed.
    """
    words = table(lang, "mend")
    lemmas = {r["lemma"] for name in words["files"] for r in rows(lang, name) if r["pos"] == "VERB"}
    lemmas |= {r["cue"].split(" ")[0] for r in rows(lang, "cues") if r["kind"] == "verb"}
    nouns = {r["lemma"] for r in rows(lang, "events_nouns")} | {r["lemma"] for r in rows(lang, "sources")}
    participles: dict[str, str] = {}
    presents: dict[str, str] = dict(words["presents"])
    for lemma in sorted(lemmas):
        for ending, (participle, present) in words["endings"].items():
            if lemma.endswith(ending):
                stem = lemma.removesuffix(ending)
                participles.setdefault(stem + participle, lemma)
                if present:
                    presents.setdefault(stem + present, lemma)
                break
    pasts = {
        lemma.removesuffix(ending) + past + agreement: lemma
        for ending, past in words["pasts"].items()
        for lemma in sorted(lemmas)
        if lemma.endswith(ending)
        for agreement in AGREEMENTS
    }
    plurals = {
        lemma.removesuffix(ending) + plural: lemma
        for ending, plural in words["plurals"].items()
        for lemma in sorted(lemmas)
        if lemma.endswith(ending)
    }
    return Forms(
        participles,
        pasts,
        presents,
        plurals,
        frozenset(words["reflexive"]),
        frozenset(nouns),
        tuple(words["adjectives"]),
        frozenset(words["prepositions"]),
        frozenset(words["days"]),
        frozenset(words["articles"]),
        frozenset(words["taking"]),
        frozenset(words["joining"]),
        frozenset(words["between"]),
        frozenset(words["pronouns"]),
        frozenset(words["clitics"]),
        frozenset(words["before_verb"]),
        frozenset(words["moments"]),
        {x + agreement: lemma for x, lemma in words["be_pasts"].items() for agreement in AGREEMENTS},
        dict(words["before_infinitive"]),
        frozenset(words["gerund"]),
        frozenset(words["object_relatives"]),
        {relation: frozenset(verbs) for relation, verbs in words["asking"].items()},
    )


def base_form(lemma: str, pos: str, lang: str) -> str:
    """The base form of a word where the lemmatizer gave another: by the word itself, or a verb's ending."""
    words = table(lang, "mend")
    known: dict[str, str] = words["lemmas"].get(pos, {})
    if lemma in known:
        return known[lemma]
    endings: dict[str, str] = words["infinitives"] if pos == "VERB" else {}
    for ending, whole in endings.items():
        if lemma.endswith(ending):
            return lemma.removesuffix(ending) + whole
    return lemma
