"""The words of a participant: its noun phrase without the time and place of what it takes part in, which parsers hang
on it ("a arrêté [douze suspects] lundi à Gao")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import Span
from selon.reading.clauses import closed, says
from selon.reading.lexicon import classes
from selon.reading.sentences import BOTH, CLOSE, OPEN
from selon.reading.sources import Names
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

NOUNS = ("NOUN", "PROPN", "NUM")
YEAR = 4
"""Digits of a year."""


class Phrases:
    """Tells the words of participants in one language."""

    def __init__(self, lang: str, is_place: Callable[[Syntax, Token], bool], names: Names) -> None:
        words = table(lang, "participants")
        self.is_place, self.names = is_place, names
        self.apart, self.standing = _by_first(words["apart"]), _by_first(words["standing"])
        self.around = frozenset(words["around"])
        self.times = frozenset(words["times"])
        self.rooted = frozenset(words["rooted"])
        self.offices = frozenset(w for c in words["offices"] for w in classes(lang)[c])
        self.places = frozenset(w for c in words["places"] for w in classes(lang)[c])

    def span(self, s: Syntax, head: Token) -> Span:
        """The words of the participant that `head` heads."""
        key = "participant", head.i
        if key not in s.asked:
            s.asked[key] = self._span(s, head)
        span: Span = s.asked[key]
        return span

    def _span(self, s: Syntax, head: Token) -> Span:
        phrase = s.noun_phrase(head)
        tokens = s.p.tokens(phrase)
        if not tokens:
            return phrase
        joined = max((k.i for k in s.kids(head) if k.dep_ == "conj"), default=head.i)
        behind = range(max(joined + 1 - tokens[0].i, 0), len(tokens))
        kept = tokens[: next((n for n in behind if self._adjunct(s, head, tokens, n)), None)]
        while len(kept) > 1 and kept[-1].i > head.i and self._loose(kept):
            kept = kept[:-1]
        name = self._name_behind(s, head, kept[-1])
        return s.p.span(kept[0], name or closed(s, kept))

    def _name_behind(self, s: Syntax, head: Token, last: Token) -> Token | None:
        """The last word of the name that stands behind a comma for whom the phrase calls by an office ("le ministre de
        l'Intérieur, Jonas Kabeya")."""
        if head.text[:1].isupper() or last.i + 2 >= len(s.p.doc) or s.p.doc[last.i + 1].text != ",":
            return None
        name = next((k for k in s.kids(head) if k.dep_ == "appos" and k.left_edge.i == last.i + 2), None)
        if name is None or not name.text[:1].isupper() or name.left_edge.i != name.i or self.is_place(s, name):
            return None
        tokens = s.p.tokens(s.noun_phrase(name))
        return tokens[-1] if tokens else None

    def _adjunct(self, s: Syntax, head: Token, tokens: Sequence[Token], n: int) -> bool:
        """Whether a time or place of the event begins at token `n` of the phrase, or a clause; not what tells who it
        is."""
        t = tokens[n]
        word = t.lower_.replace("’", "'")
        if word in self.apart and _begins(tokens[n:], self.apart[word]):
            return True
        if says(t) and t.lower_ not in self.names.people:
            return True
        if s.lemma(t) in s.words["days"]:
            return s.preposition(t) not in s.words["of"] and tokens[n - 1].pos_ not in ("DET", "ADP")
        if s.words_form(word) not in self.around or self._known_by_place(s, head, tokens[:n]):
            return False
        if _begins(tokens[n:], self.standing.get(word, ())):
            return False
        where = next((k for k in tokens[n + 1 :] if k.pos_ in NOUNS), None)
        return where is not None and self._time_or_place(s, where)

    def _known_by_place(self, s: Syntax, head: Token, before: Sequence[Token]) -> bool:
        """Whether a place tells who the participant is: that of a mission, or of an office whose holder has no name in
        the phrase ("le consul à Gao")."""
        lemma = s.lemma(head)
        if lemma in self.rooted:
            return True
        return lemma in self.offices and all(k.pos_ != "PROPN" for k in before if k.i > head.i)

    def _time_or_place(self, s: Syntax, t: Token) -> bool:
        """Whether the noun names a time or a place, listed or not."""
        if t.pos_ == "PROPN":
            return t.text not in self.names.bodies and self.names.nouns.get(s.lemma(t)) is None
        if t.text.isdigit():
            return len(t.text) == YEAR
        lemma = s.lemma(t)
        return lemma in self.times or lemma in s.words["days"] or lemma in self.places or self.is_place(s, t)

    def _loose(self, kept: Sequence[Token]) -> bool:
        """Whether the last word is a comma, joins what does not follow, or is a quotation mark that closes nothing in
        the phrase."""
        last = kept[-1].text
        if kept[-1].pos_ == "CCONJ" and kept[-1].dep_ == "cc":
            return True
        if last in CLOSE or last in BOTH:
            return all(k.text not in OPEN and k.text not in BOTH for k in kept[:-1])
        return last in (",", ";", ":")


def _by_first(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases in words, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


def _begins(tokens: Sequence[Token], phrases: Iterable[tuple[str, ...]]) -> bool:
    """Whether the tokens begin with one of the phrases."""
    return any(tuple(k.lower_.replace("’", "'") for k in tokens[: len(phrase)]) == phrase for phrase in phrases)
