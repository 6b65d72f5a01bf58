"""Place names in a paragraph, and the part they play in a claim: at, from, to, via."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.languages.load import table
from selon.model import ClaimType, PlaceRole, Span
from selon.reading.lexicon import Entry
from selon.reading.sources import Names, fold
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

INSIDE = ("-", "‑", "'", "’")


@dataclass(frozen=True, slots=True)
class Place:
    """A place name: its span, its head token, and the preposition it (or the noun it names: "base de X") stands under."""

    span: Span
    head: Token
    top: Token
    preposition: str | None


class Places:
    """Finds place names in one language."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "places")
        self.names = Names.load(lang)
        self.locative = frozenset(words["locative"])
        self.nouns = frozenset(words["nouns"])
        self.verbs = frozenset(words["verbs"])
        self.roles: dict[str, PlaceRole] = words["roles"]
        self.by_type: dict[str, dict[str, PlaceRole]] = words["by_type"]
        self.small = frozenset(words["inside_names"])
        self.not_places = frozenset(words["not_places"])

    def find(self, s: Syntax) -> list[Place]:
        """The place names of one paragraph in text order."""
        found: list[Place] = []
        for run in self._names(s):
            place = self._place(s, run)
            if place is not None:
                found.append(place)
        return [p for p in found if p.preposition is not None or self._bare(s, p) or self._listed(s, p, found)]

    def is_place(self, s: Syntax, t: Token) -> bool:
        """Whether the token heads a place name (and stands where a place stands)."""
        for run in self._names(s):
            if t in run:
                place = self._place(s, run)
                return place is not None and (place.preposition is not None and not self._governs(s, place))
        return False

    def _governs(self, s: Syntax, p: Place) -> bool:
        return p.preposition in ("par", "avec", "contre") and fold(p.head.text) in self.names.capitals

    def _names(self, s: Syntax) -> list[list[Token]]:
        """Maximal runs of capitalised words, with the small words that names hold ("Deir ez-Zor", "Tel al-Hawa")."""
        runs: list[list[Token]] = []
        current: list[Token] = []
        doc = s.p.doc
        for t in doc:
            joined = bool(current) and current[-1].i == t.i - 1
            if _capital(t) or t.text[:3].lower() in ("al-", "el-", "ez-", "ar-", "as-", "at-", "an-", "ad-"):
                if t.pos_ in ("PRON", "ADP", "SCONJ", "CCONJ", "ADV", "VERB", "AUX", "DET") and not joined and t.is_stop:
                    continue
                current = [*current, t] if joined else [t]
                if not joined:
                    runs.append(current)
                else:
                    runs[-1] = current
            elif joined and (t.text in INSIDE or t.lower_ in self.small) and t.i + 1 < len(doc) and _capital(doc[t.i + 1]):
                current = [*current, t]
                runs[-1] = current
        return runs

    def _place(self, s: Syntax, run: list[Token]) -> Place | None:
        head = min(run, key=lambda t: (sum(1 for _ in s.ancestors(t)), t.i))
        text = s.p.doc.text[run[0].idx : run[-1].idx + len(run[-1].text)]
        n = self.names
        if text in n.bodies or head.text in n.bodies or text.lower() in self.not_places or head.text == "AGENCE":
            return None
        if run[0].text in n.first_names and len(run) > 1:
            return None
        before = s.p.doc[run[0].i - 1] if run[0].i > 0 else None
        if before is not None and (n.nouns.get(s.lemma(before)) == "title" or before.lower_ in n.titles):
            return None
        if head.pos_ == "ADJ" or s.lemma(head) in n.people or (head.lower_ in n.people and head.text not in n.capitals):
            if fold(text) not in n.capitals:
                return None
        preposition, top = self._introduced(s, head, run)
        return Place(s.p.span(run[0], run[-1]), head, top, preposition)

    def _introduced(self, s: Syntax, head: Token, run: list[Token]) -> tuple[str | None, Token]:
        """The locative preposition over a name, read through coordination and through "la base de X"."""
        own = s.preposition(head) or self._plain(s, run)
        if own is None and head.dep_ in ("conj", "appos") and head.head.i != head.i and head.head not in run:
            up = head.head
            if up.pos_ == "PROPN" or s.lemma(up) in self.nouns:
                return self._introduced(s, up, [up])[0], up
        if own == "de" or own is None:
            up = head.head
            if up.i != head.i and (s.lemma(up) in self.nouns) and (own == "de" or head.dep_ in ("appos", "nmod", "flat:name")):
                above = s.preposition(up)
                known = above in self.locative
                return (above if known else "de"), up
        if own in self.locative:
            return own, head
        if own == "de" and (fold(head.text) in self.names.capitals or head.head.pos_ in ("NOUN", "VERB")):
            return "de", head
        return None, head

    def _plain(self, s: Syntax, run: list[Token]) -> str | None:
        """The preposition right before the name, whatever the tree says."""
        i = run[0].i - 1
        doc = s.p.doc
        while i >= 0 and doc[i].pos_ == "DET" and doc[i].lower_ not in ("des",):
            i -= 1
        if i < 0:
            return None
        low = doc[i].lower_.replace("’", "'")
        low = s.words_form(low)
        return low if low in self.locative or low == "de" else None

    def _bare(self, s: Syntax, p: Place) -> bool:
        """A name without a preposition as the object of a verb that takes a place ("quitter Alep")."""
        return p.head.dep_ in ("obj", "nsubj:pass", "obl:arg") and s.lemma(p.head.head) in self.verbs

    def _listed(self, s: Syntax, p: Place, found: list[Place]) -> bool:
        """A name followed by a bracketed bearing or country: "al-Tanf (sud-est)"."""
        after = [t for t in s.p.doc if s.p.offset + t.idx >= p.span.end][:2]
        return len(after) == 2 and after[0].text == "(" and (
            after[1].lower_ in self.small or fold(after[1].text) in self.names.capitals or after[1].lower_.split("-")[0] in ("nord", "sud", "est", "ouest", "centre")
        )

    def role(self, s: Syntax, p: Place, kind: ClaimType, entry: Entry | None) -> PlaceRole:
        """The part the place plays in a claim of type `kind`."""
        slot = p.preposition or ("obj" if p.top.dep_ in ("obj", "nsubj:pass") else "de")
        if entry is not None and slot in entry.places:
            return entry.places[slot]
        typed = self.by_type.get(kind, {})
        return typed.get(slot) or self.roles.get(slot, "at")


def _capital(t: Token) -> bool:
    return t.text[:1].isupper() and t.text[-1:].isalnum()
