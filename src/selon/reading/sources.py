"""What a noun phrase is as a source: a named person, an unnamed one, an organisation, a witness, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.model import NARRATOR, Source, SourceKind, Span
from selon.reading.clauses import closed
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

AGENCIES = ("AGENCE", "AGENCY")
"""Names that stand for the agency in dispatches whose agency is not told."""

_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9&.-]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What a language pack knows of sources: noun → kind, names of bodies, places that act as governments, titles."""

    nouns: dict[str, str]
    bodies: dict[str, str]
    capitals: frozenset[str]
    people: frozenset[str]
    first_names: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str]
    contracted: frozenset[str]
    all_of_them: frozenset[str]
    indefinite: frozenset[str]
    numbers: dict[str, int]
    particles: frozenset[str]
    apart: frozenset[str]

    def agency(self, word: str) -> bool:
        """Whether the word names a news agency or another medium."""
        return word in AGENCIES or self.bodies.get(word) in ("agency", "media")

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, lang: str) -> Names:
        """The names of a language pack.

        Raises:
            DataError: a file of the pack is missing or malformed.
        """
        demonyms = rows(lang, "demonyms")
        words = table(lang, "sources")
        countries = {
            f for r in demonyms for f in (r["name"], *r["forms"].split("|")) if f and (r["country"] or r["capital"])
        }
        seats = {f for r in demonyms for f in (*r["capital"].split("|"), *r["seat"].split("|")) if f}
        peoples = {f.lower() for r in demonyms for f in (r["adjective"], *r["adjective_forms"].split("|")) if f}
        return cls(
            nouns={r["lemma"].lower(): r["kind"] for r in rows(lang, "sources")},
            bodies={r["name"]: r["class"] for r in rows(lang, "organisations")},
            capitals=frozenset(fold(x) for x in countries | seats),
            people=frozenset(peoples),
            first_names=frozenset(r["name"] for r in rows(lang, "firstnames")),
            titles=frozenset(r["title"].lower() for r in rows(lang, "titles")),
            offices=frozenset(words["offices"]),
            definite=frozenset(words["definite"]),
            articles=frozenset(words["articles"]),
            contracted=frozenset(words["contracted"]),
            all_of_them=frozenset(words["all_of_them"]),
            indefinite=frozenset(words["indefinite"]),
            numbers=dict(words["numbers"]),
            particles=frozenset(words["particles"]),
            apart=frozenset(words["apart"]),
        )


def fold(name: str) -> str:
    """A name without the differences between agencies' spellings of capitals and leading articles."""
    low = name.lower().replace("’", "'").replace("états", "etats")
    for article in ("les ", "la ", "le ", "l'"):
        if low.startswith(article):
            return low[len(article) :]
    return low


class Sources:
    """Tells what the noun phrase headed by a token is as a source."""

    def __init__(self, lang: str) -> None:
        self.names = Names.load(lang)
        self.lang = lang
        known = table(lang, "sources")["things"]
        groups = table(lang, "sources")["parties"]
        self.parties = frozenset(r["lemma"] for r in rows(lang, "classes") if r["class"] in groups)
        self.titles_before: bool = table(lang, "sources")["titles_before"]
        self.sides = frozenset(table(lang, "sources")["sides"])
        self.groups = frozenset(table(lang, "sources")["groups"])
        self.negative = frozenset(table(lang, "sources")["negative"])
        self.unlisted: SourceKind = table(lang, "sources")["unlisted"]
        speaking = table(lang, "sources")["speaking"]
        self.persons = frozenset(r["lemma"] for r in rows(lang, "classes") if r["class"] in speaking)
        self.mistagged = frozenset(table(lang, "attribution")["mistagged"])
        self.told = frozenset(table(lang, "attribution")["told_prepositions"])
        self.things = frozenset(r["lemma"] for r in rows(lang, "classes") if r["class"] in known)

    def source(self, s: Syntax, head: Token, known_titles: frozenset[str] = frozenset()) -> Source:
        """The source that the noun phrase headed by `head` names. `known_titles` are the lemmas of titles borne by
        persons named earlier in the dispatch: "le président" after "le président X" is that named person."""
        span = self.extent(s, head)
        if any(k.dep_ == "det" and k.lower_ in self.negative for k in s.kids(head)):
            return NARRATOR
        return Source(self.kind(s, head, span, known_titles), span, self.count(s, head))

    def agency(self, s: Syntax, t: Token) -> bool:
        """Whether the word names a news agency or another medium: a listed one, or that of the dispatch itself."""
        return self.names.agency(t.text) or s.house(t)

    def may_speak(self, s: Syntax, head: Token) -> bool:
        """Whether the noun is one that speaks: a listed source, a title, a name of a person, body or government."""
        if s.lemma(head) in self.names.nouns or self._is_title(s, head) or self._sides(s, head):
            return True
        return head.pos_ == "PROPN" and _capital(head)

    def _sides(self, s: Syntax, head: Token) -> bool:
        """Whether the noun takes up those who were named before, each of them a body ("les deux parties")."""
        return s.lemma(head) in self.sides and morph(head, "Number") == "Plur" and self._the(s, head)

    def may_be_heard(self, s: Syntax, head: Token) -> bool:
        """Whether the word may stand for one who speaks where an inverted verb is the only sign: any but a common noun
        that no table knows as a source, a person or a party."""
        if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") or _capital(head) or self.may_speak(s, head):
            return True
        return s.lemma(head) in self.persons or s.lemma(head) in self.parties or s.lemma(head) in self.names.people

    def definite(self, s: Syntax, head: Token) -> bool:
        """Whether the phrase takes up somebody known: a singular noun for a person with a definite article alone."""
        if morph(head, "Number") == "Plur" or s.lemma(head) not in self.names.nouns or s.lemma(head) in self.groups:
            return False
        if len(s.p.tokens(s.noun_phrase(head))) > 2:
            return False
        return any(k.dep_ == "det" and k.lower_ in self.names.articles for k in s.kids(head))

    def mute(self, s: Syntax, span: Span) -> bool:
        """Whether the phrase names a thing that cannot speak: a road, a vehicle, a weapon."""
        tokens = s.p.tokens(span)
        head = next((t for t in tokens if t.head not in tokens or t.head.i == t.i), None)
        if head is None or head.pos_ != "NOUN" or _capital(head):
            return False
        return s.lemma(head) in self.things and s.lemma(head) not in self.names.nouns

    def extent(self, s: Syntax, head: Token) -> Span:
        """The source's words: title and name in one phrase, "Nom, le titre" the name alone, no relative clause."""
        span = self._without_told(s, head, self._closed(s, s.noun_phrase(head)))
        if head.pos_ == "PROPN" or self._ends_name(s, head):
            return self._whole_name(s, head, span)
        if self._is_title(s, head) or self.names.nouns.get(s.lemma(head)) == "unnamed":
            name = self.name_after(s, head)
            if name is not None and name.end > span.end:
                return Span(span.start, name.end)
        return span

    def _closed(self, s: Syntax, span: Span) -> Span:
        """The phrase with the mark that closes a name in it: "le groupe « Ansaru »"."""
        phrase = s.p.tokens(span)
        return s.p.span(phrase[0], closed(s, phrase)) if phrase else span

    def _ends_name(self, s: Syntax, head: Token) -> bool:
        """Whether the word ends a name that the tagger took for a noun: "Boko Haram"."""
        name = head.i > 0 and head.nbor(-1).pos_ == "PROPN" and _capital(head) and _capital(head.nbor(-1))
        return name and s.lemma(head) not in self.names.nouns

    def _without_told(self, s: Syntax, head: Token, span: Span) -> Span:
        """The phrase without what the tree may hang on it: the agency it spoke to ("trois sources à l'AFP"), the
        terms on which it spoke ("sous couvert d'anonymat")."""
        tokens = s.p.tokens(span)
        for t in tokens:
            if t.i > head.i and (t.lower_ in self.mistagged or _finite(t)):
                return s.p.span(tokens[0], t.nbor(-1))
            if t.i > head.i and t.pos_ == "PRON" and t.lower_ in s.words["relative"]:
                last = next((k for k in reversed(tokens) if k.i < t.i and k.pos_ != "ADP" and k.dep_ != "fixed"), head)
                return s.p.span(tokens[0], last)
            if t.i > head.i and t.lower_ in self.names.apart:
                return s.p.span(tokens[0], t.nbor(-1))
            if t.i > head.i + 1 and self.agency(s, t) and s.preposition(t) in self.told:
                start = min((k.i for k in s.kids(t) if k.dep_ == "case"), default=t.i)
                return s.p.span(tokens[0], s.p.doc[start - 1]) if start > head.i else span
        return span

    def _whole_name(self, s: Syntax, head: Token, span: Span) -> Span:
        """A name with the capitalised words that follow it without a break, whatever the tree says of them."""
        doc = s.p.doc
        last = s.p.tokens(span)[-1] if s.p.tokens(span) else head
        while last.i + 1 < len(doc) and (_capital(doc[last.i + 1]) or doc[last.i + 1].lower_ in self.names.particles):
            last = doc[last.i + 1]
        while last.i > head.i and not _capital(last) and last.lower_ in self.names.particles:
            last = doc[last.i - 1]
        end = max(span.end, s.p.span(last).end)
        first = s.p.tokens(span)[0] if s.p.tokens(span) else head
        while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and _capital(first) and _capital(first.nbor(-1)):
            first = first.nbor(-1)
        return Span(s.p.span(first).start, end)

    def _is_title(self, s: Syntax, head: Token) -> bool:
        return self.names.nouns.get(s.lemma(head)) == "title" or s.lemma(head) in self.names.titles

    def name_after(self, s: Syntax, head: Token) -> Span | None:
        """A capitalised name that follows the title phrase, with at most one comma between them."""
        doc, phrase = s.p.doc, s.noun_phrase(head)
        after = s.p.tokens(Span(phrase.end, s.p.offset + len(doc.text)))[:12]
        comma = next((n for n, t in enumerate(after) if t.text in (",", ".", ";", ":") or _finite(t)), None)
        named = comma is not None and after[comma].text == "," and sum(map(_capital, after[comma + 1 : comma + 3])) == 2
        after = after[comma:] if named else after[:9]
        if after and after[0].text == ",":
            after = after[1:]
            while after and (after[0].pos_ == "DET" or self._titled(s, after[0])):
                after = after[1:]
        if not after or not _capital(after[0]) or fold(after[0].text) in self.names.capitals:
            return None
        if self.titles_before and (after[0].text in self.names.bodies or after[0].pos_ != "PROPN"):
            return None
        last = after[0]
        for t in after[1:]:
            if not (_capital(t) or t.lower_ in self.names.particles):
                break
            last = t
        while not _capital(last) and last.i > after[0].i:
            last = doc[last.i - 1]
        return s.p.span(after[0], last)

    def _titled(self, s: Syntax, t: Token) -> bool:
        return self._is_title(s, t) or (t.pos_ in ("ADJ", "NOUN") and t.text.islower() and "-" in t.text)

    def kind(self, s: Syntax, head: Token, span: Span, known_titles: frozenset[str] = frozenset()) -> SourceKind:
        """The source kind of the phrase `span` headed by `head`."""
        lemma, n = s.lemma(head), self.names
        phrase = s.p.tokens(span)
        owned = max((t.i for t in phrase if t.i < head.i and t.lower_ in s.words["possessive_marks"]), default=-1)
        phrase = [t for t in phrase if t.i > owned]
        listed = n.nouns.get(lemma)
        bare = not any(k.dep_ == "det" for k in s.kids(head))
        before = head.nbor(-1) if head.i > 0 else None
        body = before is not None and n.nouns.get(s.lemma(before)) == "organisation" and head.pos_ == "PROPN"
        if self.titles_before and self._is_title(s, head) and not body:
            return self._titled_kind(s, head, span, phrase, lemma in known_titles)
        if head.pos_ == "PROPN" or (listed is None and _capital(head) and (head.i > 0 or bare)):
            return self._proper(s, head, phrase)
        if (
            listed == "unnamed"
            and _capital(head)
            and head.i > 0
            and head.nbor(-1).pos_ == "DET"
            and head.pos_ == "NOUN"
        ):
            return "organisation"
        if listed == "witness" and any(
            k.dep_ == "conj" and n.nouns.get(s.lemma(k)) in ("title", "unnamed") for k in s.kids(head)
        ):
            return "unnamed"
        if listed == "witness" or (listed == "witness-agency" and any(self.agency(s, t) for t in phrase)):
            return "witness"
        if listed == "document":
            return "document"
        if listed == "organisation" or self._sides(s, head):
            return "organisation"
        if self._person_name(s, phrase, head):
            return "named"
        if listed == "unnamed" and lemma in self.parties and morph(head, "Number") == "Plur" and self._the(s, head):
            return "organisation"
        if listed in ("title", "unnamed"):
            return self._known(s, head, lemma in known_titles)
        if any(n.bodies.get(t.text) for t in phrase) and listed is None and morph(head, "Number") != "Plur":
            return "organisation"
        plural = morph(head, "Number") == "Plur"
        if plural and (lemma in n.people or (lemma in self.parties and self._the(s, head))):
            return "organisation"
        return "unnamed" if head.pos_ != "NOUN" or lemma in self.persons else self.unlisted

    def _known(self, s: Syntax, head: Token, borne: bool) -> SourceKind:
        """Whether a title without a name is that of somebody known: `borne` by one named before, or an office that one
        holds at a time."""
        known = self.names.definite | self.names.contracted
        definite = any(k.dep_ in ("det", "case") and k.lower_ in known for k in s.kids(head))
        office = self.names.nouns.get(s.lemma(head)) == "title" and s.lemma(head) in self.names.offices
        return "named" if definite and morph(head, "Number") != "Plur" and (borne or office) else "unnamed"

    def _titled_kind(self, s: Syntax, head: Token, span: Span, phrase: list[Token], borne: bool) -> SourceKind:
        """What a title is where titles stand before names: a person, named where a name follows in the phrase."""
        after = [t for t in s.p.tokens(span) if t.i > head.i]
        if self._person_name(s, phrase, head) or any(a.text == "," for a in after[:1]):
            return "named"
        return self._known(s, head, borne)

    def _the(self, s: Syntax, head: Token) -> bool:
        return any(k.dep_ == "det" and k.lower_ in self.names.all_of_them for k in s.kids(head))

    def _proper(self, s: Syntax, head: Token, phrase: list[Token]) -> SourceKind:
        if self._titled_person(s, head, phrase):
            return "named"
        one = any(k.dep_ == "det" and k.lower_ in self.names.indefinite for k in s.kids(head))
        if one and len(phrase) < 3 and s.lemma(head) in self.names.people:
            return "unnamed"
        text = s.p.doc.text[phrase[0].idx : phrase[-1].idx + len(phrase[-1].text)] if phrase else head.text
        if fold(text) in self.names.capitals or fold(head.text) in self.names.capitals:
            return "organisation"
        if any(t.text in self.names.bodies for t in phrase) or text in self.names.bodies:
            return "organisation"
        for t in phrase:
            if (listed := self.names.nouns.get(s.lemma(t))) in ("organisation", "document"):
                return "organisation" if listed == "organisation" else "document"
        if not self.titles_before and (self._the(s, head) or self._body_by_apposition(s, phrase)):
            return "organisation"
        names = [t for t in phrase if _capital(t)]
        if any(t.text in self.names.first_names for t in names):
            return "named"
        several = len(names) > 1 and not self.titles_before
        led_in = any(k.dep_ == "det" and not (several and s.lemma(head) in self.names.people) for k in s.kids(head))
        if led_in or (_ACRONYM.fullmatch(head.text) and not several):
            return "organisation"
        return "named"

    def _body_by_apposition(self, s: Syntax, phrase: list[Token]) -> bool:
        """Whether what follows the name tells that it is a body's: an acronym in brackets, "…, une ONG locale"."""
        after = s.p.doc[phrase[-1].i + 1 : phrase[-1].i + 4] if phrase else []
        if len(after) < 2:
            return False
        if after[0].text == "(" or (phrase and phrase[-1].text == ")" and len(phrase) > 2):
            inner = after[1] if after[0].text == "(" else phrase[-2]
            return bool(_ACRONYM.fullmatch(inner.text))
        nouns = (k for k in after[1:] if k.pos_ in ("NOUN", "PROPN"))
        told = after[0].text == "," and after[1].lower_ in self.names.indefinite
        noun = next(nouns, None) if told else None
        return noun is not None and self.names.nouns.get(s.lemma(noun)) == "organisation"

    def _titled_person(self, s: Syntax, head: Token, phrase: list[Token]) -> bool:
        """Whether a title stands before the name in one phrase ("Defense Ministry spokesman John Smith")."""
        if not self.titles_before or self.names.nouns.get(s.lemma(head)) is not None:
            return False
        return any(t.i < head.i and self.names.nouns.get(s.lemma(t)) in ("title", "unnamed") for t in phrase)

    def _person_name(self, s: Syntax, phrase: list[Token], head: Token) -> bool:
        """Whether a person's name stands in the phrase after its head: two capitals running, or a first name."""
        after = [t for t in phrase if t.i > head.i]
        for a, b in zip(after, [*after[1:], None], strict=False):
            if not _capital(a) or a.text in self.names.bodies or fold(a.text) in self.names.capitals:
                continue
            before = a.nbor(-1) if a.i > 0 else None
            if self.titles_before and self._of_body(s, a):
                continue
            if before is not None and before.dep_ in ("case", "det") and before.i > head.i:
                continue
            if a.text in self.names.first_names or a.dep_ in ("flat:name", "appos") or a.head.i == head.i:
                return not _ACRONYM.fullmatch(a.text) or (b is not None and _capital(b))
            if b is not None and _capital(b):
                return True
        return False

    def _of_body(self, s: Syntax, a: Token) -> bool:
        """Whether the capitalised word is part of the name of a body ("Interior Ministry")."""
        top = a
        while top.dep_ in ("compound", "nmod:poss") and top.head.i != top.i:
            top = top.head
        return self.names.nouns.get(s.lemma(top)) in ("organisation", "document")

    def count(self, s: Syntax, head: Token) -> int | None:
        """How many the text says the source is: "trois sources" 3, "un diplomate" 1; None where it does not say."""
        for k in s.kids(head):
            if k.dep_ in ("nummod", "det") and k.lower_ in self.names.numbers:
                return self.names.numbers[k.lower_]
            if k.dep_ == "nummod" and k.text.isdigit() and len(k.text) < 5:
                return int(k.text)
        return None


def _finite(t: Token) -> bool:
    return t.pos_ in ("VERB", "AUX") and morph(t, "VerbForm") == "Fin"


def _capital(t: Token) -> bool:
    """Whether the word is written as a name: "Smith", "al-Eryani"."""
    first = t.text[3:4] if t.text.startswith(("al-", "el-", "as-", "an-", "ad-", "ar-", "at-")) else t.text[:1]
    return first.isupper() and t.is_alpha | ("-" in t.text) | ("'" in t.text)
