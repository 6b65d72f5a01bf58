"""Words that the tagger takes for another class, set right where their form and neighbours leave no doubt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selon.languages.load import rows, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOT_VERBS = ("NOUN", "ADJ", "ADV", "PROPN")
BEFORE = ("NOUN", "PROPN", "ADV", "ADJ")
AFTER = ("DET", "ADP", "ADV", "NUM", "SCONJ")


@dataclass(frozen=True, slots=True)
class Forms:
    """Verb forms that may be mended: form → infinitive."""

    participles: dict[str, str]
    presents: dict[str, str]
    reflexive: frozenset[str]
    nouns: frozenset[str]
    adjectives: tuple[str, ...]
    prepositions: frozenset[str]


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
    return Forms(
        participles,
        presents,
        frozenset(words["reflexive"]),
        frozenset(nouns),
        tuple(words["adjectives"]),
        frozenset(words["prepositions"]),
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


def mend(doc: Doc, lang: str) -> Doc:
    """Set right the class and lemma of mistagged verbs of `doc`, in place."""
    forms = load_forms(lang)
    for t in doc:
        if t.text in forms.prepositions and t.pos_ in ("NOUN", "X", "PROPN") and t.i + 1 < len(doc):
            t.pos_ = "ADP"
        if t.pos_ not in NOT_VERBS or t.i == 0:
            continue
        low = t.lower_
        if low in forms.participles and t.nbor(-1).lower_ in forms.reflexive:
            _verb(t, forms.participles[low], "VerbForm=Part|Tense=Pres")
        elif low in forms.presents and _finite_here(t, forms):
            _verb(t, forms.presents[low], "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    return doc


def _finite_here(t: Token, forms: Forms) -> bool:
    """Whether a form stands where a finite verb does: after a noun or its reflexive, before an object or adjunct."""
    if t.i + 1 >= len(t.doc) or t.nbor(1).pos_ not in AFTER:
        return False
    before = t.nbor(-1)
    if before.lower_ in forms.reflexive:
        return True
    if before.pos_ not in BEFORE:
        return False
    if t.pos_ == "ADJ" and t.lemma_.lower().endswith(forms.adjectives):
        return False
    odd = t.pos_ in ("ADJ", "ADV") and t.lemma_.lower() != t.lower_ and t.lemma_.lower() + "e" == t.lower_
    return odd or t.pos_ == "ADV" or (t.pos_ == "NOUN" and t.lemma_.lower() not in forms.nouns)


def _verb(t: Token, lemma: str, morph: str) -> None:
    t.pos_ = "VERB"
    t.lemma_ = lemma
    set_morph: Any = getattr(t, "set_morph")  # noqa: B009 - spaCy's stub leaves it out
    set_morph(morph)
