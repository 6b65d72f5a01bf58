"""Who does it and who undergoes it: the actor and target of a trigger, as the text's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selon.languages.load import table
from selon.model import ClaimType, Span
from selon.reading.lexicon import Entry, classes, dependents
from selon.reading.phrases import Phrases
from selon.reading.sources import Names, fold
from selon.reading.syntax import Syntax, morph

if TYPE_CHECKING:
    from selon.reading.tree import Token

LIGHT_UP = ("obj", "xcomp", "nsubj:pass", "obl:arg")
CLAUSE = ("VERB", "AUX")


class Part(NamedTuple):
    """A participant: its span, the head token where it stands in this paragraph, the slot it was read from, and how
    probable the scorer finds it (None where it was not asked)."""

    span: Span
    head: Token | None
    slot: str
    score: float | None = None

    @property
    def why(self) -> str:
        """The reason in words."""
        return f"slot {self.slot}" if self.score is None else f"slot {self.slot}; scorer {self.score:.2f}"


def before(s: Syntax, part: Part, t: Token) -> Part | None:
    """The participant without what its phrase says of the trigger `t`: "les militaires", of "les militaires au
    pouvoir"; None where nothing is left of it."""
    if part.slot == "self" or not part.span.covers(s.p.span(t)):
        return part
    h = part.head
    below = None if h is None else next((a for a in (t, *s.ancestors(t)) if a.head.i == h.i), None)
    if h is None or below is None or below.left_edge.i <= h.i:
        return None
    kept = s.p.tokens(Span(part.span.start, s.p.span(below.left_edge).start))
    while kept and kept[-1].is_punct:
        kept = kept[:-1]
    return part._replace(span=s.p.span(kept[0], kept[-1])) if kept else None


class Mention(NamedTuple):
    """A full mention that a later pronoun may take up."""

    span: Span
    plural: bool
    feminine: bool
    subject: bool


@dataclass(slots=True)
class Mentions:
    """Full mentions of earlier sentences, the latest last."""

    seen: list[Mention] = field(default_factory=list)

    def take(self, plural: bool, feminine: bool | None) -> Mention | None:
        """The latest subject that agrees, else the latest mention that agrees, among the last dozen."""
        fits = [
            m for m in self.seen[-12:] if m.plural == plural and (feminine is None or plural or m.feminine == feminine)
        ]
        return next((m for m in reversed(fits) if m.subject), fits[-1] if fits else None)


class Participants:
    """Finds the participants of triggers in one language."""

    def __init__(self, lang: str, is_place: Callable[[Syntax, Token], bool], names: Names) -> None:
        words = table(lang, "participants")
        self.actor_slots: dict[str, list[str]] = words["actor"]
        self.target_slots: dict[str, list[str]] = words["target"]
        self.light, self.authors = frozenset(words["light"]), frozenset(words["authors"])
        self.possessives = frozenset(words["possessives"])
        self.plural_possessives = frozenset(words["plural_possessives"])
        self.plural, self.feminine = frozenset(words["plural"]), frozenset(words["feminine"])
        self.sites = frozenset(words["sites"])
        self.origins = frozenset(words["origins"])
        self.weapons = frozenset(w for c in words["weapons"] for w in classes(lang)[c])
        self.parties = frozenset(w for c in words["acting"] for w in classes(lang)[c])
        self.never = frozenset(w for c in words["never_acting"] for w in classes(lang)[c])
        self.inert = frozenset(w for c in words["inert"] for w in classes(lang)[c])
        self.is_place = is_place
        self.phrases = Phrases(lang, is_place, names)
        self.people, self.names = names.people | frozenset(words["factions"]), names

    def actor(self, s: Syntax, t: Token, kind: ClaimType, entry: Entry | None, mentions: Mentions) -> Part | None:
        """Who does it (or holds, is present)."""
        slots = list(entry.actor) if entry is not None and entry.actor else self._slots(self.actor_slots, t, kind)
        part = self._author(s, t) or self._origin(s, t, mentions) or self._first(s, t, slots, mentions)
        if part is not None and part.head is not None and part.head.pos_ == "NOUN" and s.lemma(part.head) in self.never:
            return None
        return part

    def _author(self, s: Syntax, t: Token) -> Part | None:
        """Whom a noun over the event names as who did it: "l'auteur de l'attentat", by name where it is told."""
        author = t.head
        if t.dep_ != "nmod" or s.lemma(author) not in self.authors or author.i > t.i:
            return None
        if author.dep_ == "appos" and author.head.pos_ == "PROPN":
            return Part(self.phrases.span(s, author.head), author.head, "author")
        return Part(s.p.span(author.left_edge, author), author, "author")

    def _origin(self, s: Syntax, t: Token, mentions: Mentions) -> Part | None:
        """Who is said to be at the origin of the event: "la coalition a reconnu être à l'origine de ce raid"."""
        origin = t.head
        if t.dep_ not in ("nmod", "obl:arg", "obl:mod") or s.lemma(origin) not in self.origins or origin.i > t.i:
            return None
        above = origin.head
        if origin.dep_ == "nmod" and above.pos_ in ("NOUN", "PROPN"):
            return self.part(s, above, "origin", mentions)
        if any(k.dep_ == "cop" for k in s.kids(origin)):
            x = s.subject(origin) or (s.subject(above) if above.pos_ in CLAUSE else None)
            return None if x is None or x.i == t.i else self.part(s, x, "origin", mentions)
        return None

    def target(self, s: Syntax, t: Token, kind: ClaimType, entry: Entry | None, mentions: Mentions) -> Part | None:
        """Who or what undergoes it; places and buildings are none."""
        slots = list(entry.target) if entry is not None and entry.target else self._slots(self.target_slots, t, kind)
        part = self._first(s, t, slots, mentions)
        if part is not None and part.head is not None and self.no_party(s, part.head):
            return None
        return part

    def _slots(self, slots: dict[str, list[str]], t: Token, kind: ClaimType) -> list[str]:
        word = "verb" if t.pos_ in CLAUSE else "noun"
        return slots.get(f"{kind}-{word}", slots[word])

    def _first(self, s: Syntax, t: Token, slots: list[str], mentions: Mentions) -> Part | None:
        for slot in slots:
            if slot == "none":
                return None
            part = self._slot(s, t, slot, mentions)
            if part is not None:
                return part
        return None

    def _slot(self, s: Syntax, t: Token, slot: str, mentions: Mentions) -> Part | None:
        if slot == "adj":
            return self._adjective(s, t)
        if slot == "poss":
            return self._possessor(s, t, mentions)
        if slot == "light":
            return self._light(s, t, mentions)
        if slot == "self":
            return Part(self.phrases.span(s, t), t, slot)
        if slot == "gov":
            h = t.head
            return self.part(s, h, slot, mentions) if h.i != t.i and h.pos_ in ("NOUN", "PROPN") else None
        for d in self._without_weapons(s, dependents(s, t, slot), slot):
            if slot not in ("subj", "obj", "agent") and slot not in s.words["by"] and self.no_party(s, d):
                continue
            part = self.part(s, d, slot, mentions)
            if part is not None:
                return part
        return None

    def _without_weapons(self, s: Syntax, nouns: Iterable[Token], slot: str) -> Iterator[Token]:
        """The dependents, in place of a weapon behind a noun those of its own: "tirs de roquettes des rebelles"."""
        for d in nouns:
            if slot in s.words["of"] and s.lemma(d) in self.weapons:
                yield from dependents(s, d, slot)
            else:
                yield d

    def _adjective(self, s: Syntax, t: Token) -> Part | None:
        for k in s.kids(t):
            if k.dep_ in ("amod", "nmod", "appos") and (k.lower_ in self.people or s.lemma(k) in self.people):
                return Part(s.p.span(k), k, "adj")
            if k.dep_ == "compound" and (s.lemma(k) in self.parties or self._names_party(k)):
                return Part(self.phrases.span(s, k), k, "adj")
        return None

    def _names_party(self, k: Token) -> bool:
        """Whether a name before a noun is one of somebody who acts: a body, or a country that stands for its rulers."""
        return k.text in self.names.bodies or fold(k.text) in self.names.capitals or k.lower_ in self.people

    def _possessor(self, s: Syntax, t: Token, mentions: Mentions) -> Part | None:
        own = next((k for k in s.kids(t) if k.lower_ in self.possessives), None)
        if own is None:
            return None
        top = t
        for top in s.ancestors(t):
            if top.pos_ in CLAUSE:
                x = s.subject(top)
                if x is not None and x.i != t.i:
                    return self.part(s, x, "poss", mentions)
        plural = own.lower_ in self.plural_possessives
        if top.i < t.i and top.pos_ == "NOUN" and (morph(top, "Number") == "Plur") == plural:
            # A sentence without a verb is about its noun: "Des blindés dans un convoi lors de leur départ".
            return self.part(s, top, "poss", mentions)
        m = mentions.take(plural, None)
        return Part(m.span, None, "poss") if m else None

    def _light(self, s: Syntax, t: Token, mentions: Mentions) -> Part | None:
        """The subject of the light or phase verb whose complement the trigger is."""
        h = t
        while h.dep_ in LIGHT_UP and h.head.i != h.i:
            h = h.head
            if h.pos_ in CLAUSE and s.lemma(h) in self.light:
                x = next((k for k in s.kids(h) if k.dep_ == "obl:agent"), None) if s.passive(h) else s.subject(h)
                return self.part(s, x, "light", mentions) if x is not None and x.i != t.i else None
        return None

    def part(self, s: Syntax, x: Token, slot: str, mentions: Mentions) -> Part | None:
        """The participant that `x` heads or, if it is a pronoun, stands for; None where it can be none."""
        if x.pos_ == "PRON" or x.lower_ in s.words["pronouns"]:
            if x.lower_ in s.words["impersonal"]:
                return None
            if x.lower_ in s.words["pronouns"] or x.lower_.lstrip("-").removeprefix("t-") in s.words["pronouns"]:
                found = self._antecedent(s, x, mentions)
                return Part(found, None, slot) if found is not None else None
            if x.lower_ in s.words["demonstratives"]:
                return Part(self.phrases.span(s, x), x, slot)
            return None
        if x.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"):
            return None
        return Part(self.phrases.span(s, x), x, slot)

    def _antecedent(self, s: Syntax, x: Token, mentions: Mentions) -> Span | None:
        """Whom a pronoun takes up: the nearest subject before it that agrees, in its paragraph or those before; what
        only happens or is counted is passed over where there is another."""
        low = x.lower_.lstrip("-").removeprefix("t-")
        plural = low in self.plural
        feminine = low in self.feminine if self.feminine else None
        passed: Span | None = None
        for k in reversed(s.p.doc[: x.i]):
            if k.dep_ in ("nsubj", "nsubj:pass") and k.pos_ in ("NOUN", "PROPN") and k.head.i != x.head.i:
                if k.pos_ == "NOUN" and (morph(k, "Number") == "Plur") != plural:
                    continue
                if (
                    k.pos_ == "NOUN"
                    and not plural
                    and feminine is not None
                    and (morph(k, "Gender") == "Fem") != feminine
                ):
                    continue
                if s.lemma(k) not in self.inert:
                    return self.phrases.span(s, k)
                passed = passed or self.phrases.span(s, k)
        m = mentions.take(plural, feminine)
        return m.span if m else passed

    def not_a_party(self, s: Syntax, part: Part) -> bool:
        """Whether the part is a place or a building, which does nothing and undergoes nothing."""
        return part.head is not None and self.no_party(s, part.head)

    def no_party(self, s: Syntax, head: Token) -> bool:
        """Whether a phrase with this head is one."""
        return s.lemma(head) in self.sites or self.is_place(s, head)

    def remember(self, s: Syntax, mentions: Mentions) -> None:
        """Keep the paragraph's full mentions for the pronouns of the next."""
        for k in s.p.doc:
            if k.pos_ in ("NOUN", "PROPN") and k.dep_ in ("nsubj", "nsubj:pass", "obj", "ROOT", "obl:agent"):
                mentions.seen.append(
                    Mention(
                        self.phrases.span(s, k),
                        morph(k, "Number") == "Plur",
                        morph(k, "Gender") == "Fem",
                        k.dep_.startswith("nsubj"),
                    )
                )
        del mentions.seen[:-24]
