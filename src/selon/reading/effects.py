"""What the words around a trigger do to it: begin, end, plan, doubt, deny it (`languages/*/status.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.errors import DataError
from selon.languages.load import table
from selon.model import STATUSES, Status
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

GOVERNORS = ("phase_begin", "phase_end", "phase_continue", "modal", "launch", "light", "modal_noun", "negative_head",
             "hedge")  # fmt: skip
"""Tables of words that stand above a trigger; an earlier table wins for a word that several list."""
INTRODUCERS = ("conditional", "purpose")
MARKERS = ("future", "ongoing", "past", "hedge", "negator")
WITHIN = 4
"""The further words of an expression are looked for in so many tokens after its first."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one listed expression does: the status it gives, and whether it negates or doubts."""

    words: tuple[str, ...]
    table: str
    status: Status | None
    negated: bool
    hedged: bool
    reflexive: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """The expressions of one language by table and first word, the longest first."""

    listed: dict[str, dict[str, tuple[Effect, ...]]]
    tables: dict[str, frozenset[str]]
    """In which tables each first word is listed."""

    def of(self, s: Syntax, t: Token, tables: Iterable[str]) -> Effect | None:
        """What the expression that begins with `t` does, by the first of `tables` that lists it."""
        lemma, form = s.lemma(t), t.lower_
        by_lemma, by_form = self.tables.get(lemma, ()), self.tables.get(form, ())
        if not by_lemma and not by_form:
            return None
        for name in tables:
            if name in by_lemma or name in by_form:
                for e in self.listed[name][lemma if name in by_lemma else form]:
                    if _complete(s, t, e):
                        return e
        return None

    def governor(self, s: Syntax, t: Token) -> Effect | None:
        """What `t` does to what depends on it: a listed verb or noun, or an adjective ("prêt à partir")."""
        key = "governor", t.i
        if key not in s.asked:
            found = self.of(s, t, GOVERNORS)
            s.asked[key] = self.adjective(s, t) if found is None and t.pos_ == "ADJ" else found
        effect: Effect | None = s.asked[key]
        return effect

    def adjective(self, s: Syntax, t: Token) -> Effect | None:
        """What the adjective `t` does to its noun."""
        known = self.listed["modal_adjective"]
        form = t.lower_
        found = known.get(form) or known.get(s.lemma(t)) or known.get(s.words_singular(form), ())
        return found[0] if found else None

    def lists(self, name: str, word: str) -> bool:
        """Whether the table `name` lists the single word."""
        return any(len(e.words) == 1 for e in self.listed[name].get(word, ()))


def _complete(s: Syntax, t: Token, e: Effect) -> bool:
    if e.reflexive and not s.reflexive(t):
        return False
    if len(e.words) == 1:
        return True
    return _after(s, t).issuperset(e.words[1:])


def _after(s: Syntax, t: Token) -> set[str]:
    """The lemmas and forms of the next few words."""
    key = "after", t.i
    if key not in s.asked:
        after = s.p.doc[t.i + 1 : t.i + 1 + WITHIN]
        s.asked[key] = {s.lemma(x) for x in after} | {s.words_form(x.lower_.replace("’", "'")) for x in after}
    words: set[str] = s.asked[key]
    return words


@lru_cache(maxsize=8)
def load_effects(lang: str) -> Effects:
    """The effects that a language pack lists.

    Raises:
        DataError: the file is missing, or names an unknown effect.
    """
    found: dict[str, dict[str, tuple[Effect, ...]]] = {}
    for name, content in table(lang, "status").items():
        by_first: dict[str, list[Effect]] = {}
        for row in content.get("words", ()):
            e = _effect(name, row["lemma"], row["effect"], lang)
            by_first.setdefault(e.words[0], []).append(e)
        found[name] = {k: tuple(sorted(v, key=lambda e: -len(e.words))) for k, v in by_first.items()}
    firsts = {word for words in found.values() for word in words}
    return Effects(found, {x: frozenset(name for name, words in found.items() if x in words) for x in firsts})


def _effect(name: str, lemma: str, effect: str, lang: str) -> Effect:
    parts = effect.split()
    status = next((p for p in parts if p in STATUSES), None)
    unknown = [p for p in parts if p not in (*STATUSES, "negated", "hedged", "own")]
    if unknown:
        raise DataError(f"languages/{lang}/status.toml, [{name}] {lemma}: unknown effect {unknown[0]!r}")
    words = tuple(lemma.replace("’", "'").replace("'", "' ").split())
    reflexive = words[0] in ("se", "s'")
    return Effect(
        words[1:] if reflexive else words,
        name,
        status,
        "negated" in parts,
        "hedged" in parts,
        reflexive,
    )
