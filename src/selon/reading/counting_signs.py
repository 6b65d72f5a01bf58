"""What speaks for a count belonging to a claim: how they stand in the tree, in the sentence, and to their rivals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from selon.languages.load import table
from selon.model import ClaimType, Quantity
from selon.reading.attachment import Way, Ways
from selon.reading.lexicon import classes, load_lexicon
from selon.reading.participants import CLAUSE, Part
from selon.reading.scorer import Grouped, named, told_with
from selon.reading.sentences import Layout
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

LONGEST = 5
"""Relations of a path that is told in full."""
FEW_STEPS = 3
"""Relations from a count to the head of the participant that holds it, up to which they are told."""
FEW = 10
"""Counts below this are small."""
NEAREST = 12
"""Tokens up to which distance is told."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A trigger that may bear a count, with the type and participants of its claim."""

    token: Token
    type: ClaimType
    actor: Part | None
    target: Part | None

    def holds(self, c: Count) -> bool:
        """Whether the count stands in one of the participants."""
        return any(p is not None and p.span.covers(c.quantity.span) for p in (self.actor, self.target))


@dataclass(frozen=True, slots=True)
class Count:
    """A count in the tree: the first token of its number, and the `head` of what it counts (of the number where it
    names nothing). `article`: it is a bare "un" or "a"."""

    quantity: Quantity
    first: Token
    head: Token
    article: bool


class Sheet:
    """One paragraph with its triggers and counts, and how they stand to each other, each found once."""

    def __init__(self, s: Syntax, layout: Layout, bearers: Sequence[Bearer], counts: Sequence[Count]) -> None:
        self.s = s
        self.layout = layout
        self.bearers = bearers
        self.counts = counts
        self.ways = Ways.of(s)
        self.triggers = frozenset(b.token.i for b in bearers)
        self._where: dict[tuple[int, int], tuple[str, ...]] = {}

    def where(self, b: Bearer, c: Count) -> tuple[str, ...]:
        """Where the count stands in the claim."""
        key = b.token.i, id(c)
        if key not in self._where:
            self._where[key] = (*self._standing(b, c),)
        return self._where[key]

    def _standing(self, b: Bearer, c: Count) -> Iterator[str]:
        own = self.s.p.span(b.token)
        if c.head is b.token or (c.quantity.counted is not None and c.quantity.counted.overlaps(own)):
            yield "trigger"
        for name, part in (("target", b.target), ("actor", b.actor)):
            if part is not None and _holds(part, c):
                yield name
                if part.head is c.head:
                    yield f"{name} head"
        if b.token.pos_ not in CLAUSE and self.s.noun_phrase(b.token).overlaps(c.quantity.span):
            yield "phrase"
        if self.s.subject(b.token) is c.head:
            yield "subject"


class Pair(NamedTuple):
    """A count and a trigger of one paragraph: where the one stands in the other's claim (`place` is that in one word),
    on which side of the trigger, the tokens between both, and the way between them."""

    sheet: Sheet
    bearer: Bearer
    counted: Count
    where: tuple[str, ...]
    side: str
    place: str
    between: range
    way: Way | None


def _pair(sheet: Sheet, b: Bearer, c: Count) -> Pair:
    counted, own = c.head.i, b.token.i
    where = sheet.where(b, c)
    side = "same" if counted == own else "before" if counted < own else "behind"
    between = range(min(counted, own) + 1, max(counted, own))
    return Pair(sheet, b, c, where, side, "+".join(where) or side, between, sheet.ways.way(c.head, b.token))


class CountSigns:
    """Names the signs of one language."""

    def __init__(self, lang: str) -> None:
        self.joints = frozenset(table(lang, "counting")["joints"])
        self.entries = load_lexicon(lang).entries
        self.classes: dict[str, list[str]] = {}
        for name, lemmas in sorted(classes(lang).items()):
            for lemma in lemmas:
                self.classes.setdefault(lemma, []).append(name)

    def of(self, sheet: Sheet, b: Bearer, c: Count) -> Grouped:
        """The signs of one count for one trigger; most are also told with the claim's type and with whether the
        trigger is a verb."""
        p = _pair(sheet, b, c)
        general = [*p.where, f"where={p.place}", *_tree(p), *self._collected(p), *self._thing(b, c), p.side]
        word = "verb" if b.token.pos_ in CLAUSE else "noun"
        others = [*self._words(p), *_path(p), *_rivals(p)]
        return Grouped([told_with(x, b.type, word) for x in general], named(others))

    def _collected(self, p: Pair) -> list[str]:
        """What the counted things make up together, in the participant that holds them ("un convoi de 42 camions")."""
        f = []
        for name, part in (("target", p.bearer.target), ("actor", p.bearer.actor)):
            if part is None or part.head is None or part.head is p.counted.head or not _holds(part, p.counted):
                continue
            way = p.sheet.ways.way(p.counted.head, part.head)
            path = "-" if way is None or way.steps > FEW_STEPS else way.path
            whole = "+".join(self.classes.get(p.sheet.s.lemma(part.head), ("-",)))
            f += [f"in {name} of {whole}", f"in {name} by {path}", f"in {name} of {whole} by {path}"]
        return f

    def _thing(self, b: Bearer, c: Count) -> list[str]:
        """What is counted, by its class."""
        unit = _unit(c)
        kind = self._names(unit)
        f = [f"class={x}" for x in self._classes(c)]
        f.append(f"thing={'this type' if kind == b.type else 'a type' if kind else 'no type'}")
        if c.article:
            f.append("article")
        if c.quantity.kind != "count":
            f.append(f"kind={c.quantity.kind}")
        if c.quantity.counted is None:
            f.append("nothing named")
        return f

    def _classes(self, c: Count) -> Sequence[str]:
        """The classes of what is counted, else of its head; "-" where there are none."""
        return self.classes.get(_unit(c)) or self.classes.get(c.head.lemma_.lower()) or ("-",)

    def _names(self, lemma: str) -> str | None:
        """The type of claim that a noun names, if any."""
        entries = (e for pos in ("NOUN", "ADJ") for e in self.entries.get((lemma, pos), ()))
        return next((e.type for e in entries), None)

    def _words(self, p: Pair) -> list[str]:
        """The words of both and those around."""
        s, c, kind = p.sheet.s, p.counted, p.bearer.type
        doc = s.p.doc
        unit, place = _unit(c), p.place
        form = "article" if c.article else "number"
        f = [f"unit={unit}", f"{kind}: unit={unit}", f"unit={unit}+where={place}", f"size={_size(c.quantity)}",
             f"{kind}: lemma={s.lemma(p.bearer.token)}+where={place}", f"{form}+where={place}",
             f"{form}+where={place}+class={self._classes(c)[0]}",
             f"{form}+where={place}+thing={self._names(unit)}",
             f"tokens={p.side}{min(len(p.between), NEAREST) // 2}"]  # fmt: skip
        if c.article:
            f += [f"article+where={place}+unit={unit}", f"{kind}: article+where={place}"]
        if not p.where:
            inner = doc[p.between.start : p.between.stop]
            f += sorted({f"between={k.lower_}" for k in inner if k.is_punct or k.lower_ in self.joints})
        f.append(f"previous={doc[c.first.i - 1].lower_ if c.first.i else '-'}")
        if c.head.i + 1 < len(doc):
            f.append(f"next={doc[c.head.i + 1].lower_}")
        return f


def _holds(part: Part | None, c: Count) -> bool:
    return part is not None and part.span.overlaps(c.quantity.span)


def _unit(c: Count) -> str:
    return (c.quantity.unit or "-").lower()


def _size(q: Quantity) -> str:
    if q.low == q.high == 1:
        return "one"
    return "few" if q.high is not None and q.high < FEW else "many"


def _tree(p: Pair) -> list[str]:
    """Slots, the ends of the way between both, and the triggers that lie on it."""
    parts = (("actor", p.bearer.actor), ("target", p.bearer.target))
    f = [f"in {name} {part.slot}" for name, part in parts if part is not None and _holds(part, p.counted)]
    triggers = p.sheet.triggers
    f.append(f"triggers between={min(len([i for i in triggers if i in p.between]), 2)}")
    f.append(f"preposition={p.sheet.s.preposition(p.counted.head) or '-'}")
    if p.way is None:
        return [*f, "no way"]
    over = len([k for k in p.way.between if k.i in triggers])
    return [
        *f,
        f"steps={min(p.way.steps, LONGEST + 1)}",
        f"up={p.way.up[-1].dep_ if p.way.up else '-'}",
        f"down={p.way.down[0].dep_ if p.way.down else '-'}",
        f"triggers on the way={min(over, 2)}",
    ]


def _path(p: Pair) -> list[str]:
    """The whole way in relations, where it is short."""
    way, t = p.way, p.bearer.token
    if way is None or way.steps > LONGEST:
        return []
    path = way.path
    f = [f"path={path}", f"{p.bearer.type}: path={path}", f"path={path}+{t.pos_}+{p.counted.head.pos_}"]
    f += [f"path={path}+{'passive' if p.sheet.s.passive(t) else 'active'}", f"top={way.top.pos_}"]
    if way.up and way.down:
        f.append(f"top={p.sheet.s.lemma(way.top)}")
    return f


def _rivals(p: Pair) -> list[str]:
    """Whether another trigger is nearer to the count, or another count to the trigger."""
    t, c, kind, sheet = p.bearer.token, p.counted, p.bearer.type, p.sheet
    sentence, distance = sheet.layout.sentence(t.i), sheet.ways.distance
    own = distance(c.head, t)
    others = [x.token for x in sheet.bearers if x.token is not t and x.token.i in sentence]
    rivals = [x for x in sheet.counts if x.head is not c.head and x.head.i in sentence and _size(x.quantity) != "one"]
    triggers = len([x for x in others if distance(c.head, x) < own])
    nearer = len([x for x in rivals if distance(x.head, t) < own])
    inside = sorted({w for x in rivals for w in sheet.where(p.bearer, x)})
    f = [f"rival={x}+where={p.place}" for x in inside or ("-",)]
    f += [f"rival={x}" for x in inside or ("-",)]
    f += [
        f"nearer triggers={min(triggers, 3)}",
        f"{kind}: nearer triggers={min(triggers, 3)}",
        f"nearer counts={min(nearer, 3)}",
        f"nearer triggers={min(triggers, 2)}+counts={min(nearer, 2)}",
    ]
    if any(x.head.head is c.head or c.head.head is x.head for x in rivals):
        f += ["beside another count", f"{kind}: beside another count"]
    return f
