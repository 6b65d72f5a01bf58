"""Place names of a paragraph over its tree: where each stands, and whether it stands there as a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from selon import model
from selon.gazetteer import Gazetteer
from selon.gazetteer.names import fold as fold_name
from selon.languages.load import table
from selon.model import ClaimType, PlaceRole, Span
from selon.reading.lexicon import Entry
from selon.reading.sources import Names, fold
from selon.reading.syntax import Syntax
from selon.reading.toponyms import Reference, Toponym, toponyms
from selon.reading.toponyms.pack import Pack

if TYPE_CHECKING:
    from selon.reading.tree import Token

INSIDE = ("-", "‑", "'", "’")
ARTICLES = ("al-", "el-", "ez-", "ar-", "as-", "at-", "an-", "ad-")
BARE = ("obj", "nsubj", "nsubj:pass", "root", "ROOT")
"""Relations in which a noun for a place stands without a preposition."""
LONGEST = 48
"""Code points before a name in which a phrase that is one preposition is looked for."""
FAR = 14
"""Words before a list in which the noun for what it lists is looked for."""
READ, FOUND, HEADS = ("toponyms", 0), ("places", 0), ("places by head", 0)
"""Under which names a paragraph keeps its toponyms, its places, and which of their heads stand as places."""
NO_NAMES = ("PRON", "ADP", "SCONJ", "CCONJ", "ADV", "VERB", "AUX", "DET")


@dataclass(frozen=True, slots=True)
class Place:
    """A place name: its span, its head token, and the preposition it (or the noun it names: "base de X") stands under.

    `known` is what the toponym reader made of it, None where only its looks speak for a place; `acts` is true where it
    stands for a government. `part` is the role in the claim that it was given to, None before it was given to one.
    `words` are those that take the place up where they do not name it ("la ville"): `head` and `top` are then theirs.
    """

    span: Span
    head: Token
    top: Token
    preposition: str | None
    known: Toponym | None = None
    acts: bool = False
    part: PlaceRole | None = None
    words: Span | None = None

    def playing(self, part: PlaceRole) -> Place:
        """The place in that part of a claim."""
        return replace(self, part=part)

    @property
    def stands_for(self) -> model.Place | None:
        """What the name stands for, None where the gazetteer does not tell."""
        return None if self.known is None else self.known.place


@dataclass(frozen=True, slots=True)
class Read:
    """The toponyms of one paragraph, and `all` of the `text` that it was read in; offsets count in that text."""

    text: str
    places: tuple[Toponym, ...]
    actors: tuple[Toponym, ...]
    references: tuple[Reference, ...]
    all: tuple[Toponym, ...]


@lru_cache(maxsize=1)
def shared_gazetteer() -> Gazetteer:
    """The gazetteer of the user's data folder, opened once a process, built first where it is missing."""
    return Gazetteer.open()


class Places:
    """Finds place names in one language. Picklable."""

    def __init__(self, lang: str) -> None:
        words = table(lang, "places")
        self.lang = lang
        self.names = Names.load(lang)
        self.locative = frozenset(words["locative"])
        self.nouns = frozenset(words["nouns"])
        self.genitive: str = words["genitive"]
        self.party = frozenset(words["party"])
        self.telling = frozenset(words["telling"])
        self.roles: Mapping[str, PlaceRole] = words["roles"]
        self.by_type: Mapping[str, Mapping[str, PlaceRole]] = words["by_type"]
        self.pronouns: Mapping[str, str] = words["pronouns"]
        self.existing = frozenset(words["existing"])
        self.unaccented: Mapping[str, str] = words["unaccented"]
        self.small = frozenset(words["inside_names"])
        self.not_places = frozenset(words["not_places"])
        pack = Pack.load(lang)
        self.bearings = frozenset(pack.bearings)
        self.common = pack.common | pack.generic | pack.bodies
        self.phrases = _phrases(words["phrases"], words["joints"], pack.bearings)
        self.readings = ("", *words["phrases"].values())

    def attend(self, text: str, pages: Iterable[Syntax]) -> None:
        """Read the toponyms of a whole dispatch, so that those of each paragraph are known in its light.

        Without it, each paragraph is read by itself when it is first asked about.
        """
        pages = list(pages)
        found = toponyms(text, self.lang, gazetteer=shared_gazetteer())
        for s in pages:
            block = Span(s.p.offset, s.p.offset + len(s.p.doc.text))
            s.asked[READ] = Read(
                text,
                tuple(t for t in found.places if block.covers(t.span)),
                tuple(t for t in found.actors if block.covers(t.span)),
                tuple(r for r in found.references if block.covers(r.span)),
                found.places,
            )

    def find(self, s: Syntax) -> list[Place]:
        """The place names of one paragraph in text order, those that act for a government among them."""
        if FOUND not in s.asked:
            s.asked[FOUND] = tuple(self._find(s))
        return list(s.asked[FOUND])

    def is_place(self, s: Syntax, t: Token) -> bool:
        """Whether the token heads a place name that stands where a place stands, and not for a government."""
        if HEADS not in s.asked:
            heads: dict[int, bool] = {}
            for place in self.find(s):
                if not place.acts and (i := place.head.i) not in heads:
                    heads[i] = (place.preposition is not None or place.top.i != i) and not self._governs(place)
            s.asked[HEADS] = heads
        stands: bool = s.asked[HEADS].get(t.i, False)
        return stands

    def role(self, s: Syntax, p: Place, kind: ClaimType, entry: Entry | None) -> PlaceRole:  # noqa: ARG002
        """The part the place plays in a claim of type `kind`: the one it was given, else that of its preposition."""
        return p.part or self.usual_role(p, kind, entry)

    def usual_role(self, p: Place, kind: ClaimType, entry: Entry | None) -> PlaceRole:
        """The part that the preposition and the event's entry in the lexicon give a place."""
        slot = p.preposition or "obj"
        if entry is not None and slot in entry.places:
            return entry.places[slot]
        typed = self.by_type.get(kind, {})
        return typed.get(slot) or self.roles.get(slot, "at")

    def _find(self, s: Syntax) -> Iterator[Place]:
        found = self.toponyms(s)
        places: list[Place] = []
        for acts, listed in ((False, found.places), (True, found.actors)):
            for t in listed:
                tokens = [x for x in s.p.tokens(t.span) if not x.is_space]
                if tokens:
                    places.append(self._place(s, tokens, t.span, t, acts))
        for run in self._names(s):
            span = s.p.span(run[0], run[-1])
            if any(p.span.overlaps(span) for p in places) or not self._may_be(s, run):
                continue
            place = self._place(s, run, span, None, False)
            if place.preposition in self.telling and self._plain(s, run) == place.preposition:
                places.append(place)
        yield from sorted(places, key=lambda p: p.span)

    def toponyms(self, s: Syntax) -> Read:
        """What the toponym reader found in one paragraph."""
        if READ not in s.asked:
            self.attend_alone(s)
        read: Read = s.asked[READ]
        return read

    def attend_alone(self, s: Syntax) -> None:
        """Read the toponyms of one paragraph by itself."""
        text = "\n" * s.p.offset + s.p.doc.text
        found = toponyms(text, self.lang, gazetteer=shared_gazetteer())
        s.asked[READ] = Read(text, found.places, found.actors, found.references, found.places)

    def _place(self, s: Syntax, run: list[Token], span: Span, known: Toponym | None, acts: bool) -> Place:
        head = min(run, key=lambda t: (sum(1 for _ in s.ancestors(t)), t.i))
        preposition, top = self._introduced(s, head, run)
        if known is not None and known.phrase.start < known.span.start:
            preposition, top = self._told(s, known.phrase, preposition, top)
        if preposition is None and (noun := self._listed(s, run)) is not None:
            preposition, top = s.preposition(noun), noun
        return Place(span, head, top, preposition, known, acts)

    def _governs(self, p: Place) -> bool:
        return p.preposition in self.party and fold(p.head.text) in self.names.capitals

    def _names(self, s: Syntax) -> list[list[Token]]:
        """Maximal runs of capitalised words, with the small words that names hold ("Deir ez-Zor", "Tel al-Hawa")."""
        runs: list[list[Token]] = []
        doc = s.p.doc
        for t in doc:
            text = t.text
            opens = _capital(text) or ("-" in text and text[:3].lower() in ARTICLES)
            if not opens and not runs:
                continue
            joined = bool(runs) and runs[-1][-1].i == t.i - 1
            if opens:
                if t.pos_ in NO_NAMES and not joined and t.is_stop:
                    continue
                if joined:
                    runs[-1].append(t)
                else:
                    runs.append([t])
            elif joined and (t.text in INSIDE or t.lower_ in self.small) and _capital_at(doc, t.i + 1):
                runs[-1].append(t)
        return runs

    def _may_be(self, s: Syntax, run: list[Token]) -> bool:
        """Whether capitalised words that the toponym reader passed over may still name a place."""
        text = s.p.doc.text[run[0].idx : run[-1].idx + len(run[-1].text)]
        head = min(run, key=lambda t: (sum(1 for _ in s.ancestors(t)), t.i))
        n = self.names
        if text in n.bodies or head.text in n.bodies or text.lower() in self.not_places or head.text == "AGENCE":
            return False
        if any(fold_name(t.text) in self.common for t in run):
            return False
        if text.isupper() or any(t.text in n.first_names for t in run):
            return False
        before = s.p.doc[run[0].i - 1] if run[0].i > 0 else None
        if before is not None and (n.nouns.get(s.lemma(before)) == "title" or before.lower_ in n.titles):
            return False
        return head.pos_ != "ADJ" and s.lemma(head) not in n.people and head.lower_ not in n.people

    def _introduced(self, s: Syntax, head: Token, run: list[Token]) -> tuple[str | None, Token]:
        """The preposition over a name, read through coordination and through "la base de X"."""
        phrase = self._phrase(s, run)
        if phrase is not None:
            return phrase, head
        own = self._opening(s, run) or s.preposition(head) or self._plain(s, run)
        if own is None and head.dep_ in ("conj", "appos") and head.head.i != head.i and head.head not in run:
            up = head.head
            if up.pos_ == "PROPN" or s.lemma(up) in self.nouns:
                return self._introduced(s, up, [up])[0], up
        if own == self.genitive or own is None:
            up = head.head
            named = own == self.genitive or head.dep_ in ("appos", "nmod", "flat:name")
            if up.i != head.i and s.lemma(up) in self.nouns and named:
                above = s.preposition(up)
                if above == self.genitive and s.lemma(up.head) in self.nouns:
                    # "un hôpital de la région de X"
                    up = up.head
                    above = s.preposition(up)
                if above is None and up.dep_ in BARE:
                    return None, up
                return (above if above in self.locative else self.genitive), up
        if own in self.locative or own == self.genitive:
            return own, head
        return None, head

    def _phrase(self, s: Syntax, run: list[Token]) -> str | None:
        """The preposition that a phrase right before the name comes to ("en direction de", "dans le nord de")."""
        before = s.p.doc.text[max(0, run[0].idx - LONGEST) : run[0].idx]
        found = self.phrases.search(before)
        return None if found is None else self.readings[found.lastindex or 0]

    def _opening(self, s: Syntax, run: list[Token]) -> str | None:
        """The preposition "A" with which a sentence begins, which looks like a verb or a name: "A Kirkouk, …"."""
        before = s.p.doc[run[0].i - 1] if run[0].i else None
        if before is None or not before.text.isupper() or (base := self.unaccented.get(before.lower_)) is None:
            return None
        return base if before.i == 0 or s.p.doc[before.i - 1].pos_ in ("PUNCT", "SPACE") else None

    def _told(self, s: Syntax, phrase: Span, preposition: str | None, top: Token) -> tuple[str | None, Token]:
        """The preposition over a phrase that tells a spot from a place: "vers la frontière avec l'Irak"."""
        words = [t for t in s.p.tokens(phrase) if t.pos_ in ("NOUN", "PROPN")]
        if not words or words[0].i >= top.i:
            return preposition, top
        above = s.preposition(words[0]) or self._plain(s, [words[0]])
        return (above, words[0]) if above in self.locative else (preposition, top)

    def _listed(self, s: Syntax, run: list[Token]) -> Token | None:
        """The noun for places that a list names after a comma or colon: "deux bases …, al-Tanf et al-Chaddadi"."""
        doc = s.p.doc
        i = run[0].i - 1
        while i >= 0 and (
            doc[i].pos_ in ("PROPN", "CCONJ") or doc[i].text in ("(", ")", "-") or doc[i].lower_ in self.bearings
        ):
            i -= 1
        if i < 0 or doc[i].text not in (",", ":", "–"):
            return None
        for k in range(i - 1, max(-1, i - 1 - FAR), -1):
            if doc[k].text in (".", ";", ":") or doc[k].pos_ in ("VERB", "AUX"):
                return None
            if (
                doc[k].pos_ == "NOUN"
                and s.lemma(doc[k]) in self.nouns
                and s.preposition(doc[k]) in (*self.locative, self.genitive)
            ):
                return doc[k]
        return None

    def _plain(self, s: Syntax, run: list[Token]) -> str | None:
        """The preposition right before the name, whatever the tree says."""
        i = run[0].i - 1
        doc = s.p.doc
        while i >= 0 and doc[i].pos_ == "DET" and doc[i].lower_ != "des":
            i -= 1
        if i < 0:
            return None
        low = s.words_form(doc[i].lower_.replace("’", "'"))
        return low if low in self.locative or low == self.genitive else None


def _phrases(phrases: Iterable[str], joints: Mapping[str, str], bearings: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, each a group of its own, that ends where a name begins."""
    direction = "(?:" + "|".join(sorted(map(re.escape, bearings), key=len, reverse=True)) + ")"
    found = []
    for phrase in phrases:
        head, _, last = phrase.rpartition(" ")
        words = re.escape(head).replace(r"\{bearing\}", direction).replace(r"\ ", "[ \u00a0]").replace("'", "['’] ?")
        found.append(rf"({words}[ \u00a0]{joints.get(last, re.escape(last) + joints[''])})")
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(found)})$", re.IGNORECASE) if found else re.compile("(?!)")


def _capital(text: str) -> bool:
    return text[:1].isupper() and text[-1:].isalnum()


def _capital_at(doc: Any, i: int) -> bool:
    return i < len(doc) and _capital(doc[i].text)
