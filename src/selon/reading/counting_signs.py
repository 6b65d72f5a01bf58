"""What speaks for a count belonging to a claim: how they stand in the tree, in the sentence, and to their rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Pair:
    """A count and a trigger of one paragraph: where the one stands in the other's claim, and the way between them."""

    s: Syntax
    bearer: Bearer
    count: Count
    where: tuple[str, ...]
    way: Way | None
    ways: Ways

    @property
    def side(self) -> str:
        """On which side of the trigger the count stands."""
        a, b = self.count.head.i, self.bearer.token.i
        return "same" if a == b else "before" if a < b else "behind"

    @property
    def place(self) -> str:
        """Where the count stands, in one word."""
        return "+".join(self.where) or self.side

    @property
    def between(self) -> range:
        """The tokens between both."""
        lo, hi = sorted((self.count.head.i, self.bearer.token.i))
        return range(lo + 1, hi)


class CountSigns:
    """Names the signs of one language."""

    def __init__(self, lang: str) -> None:
        self.joints = frozenset(table(lang, "counting")["joints"])
        self.entries = load_lexicon(lang).entries
        self.classes: dict[str, list[str]] = {}
        for name, lemmas in sorted(classes(lang).items()):
            for lemma in lemmas:
                self.classes.setdefault(lemma, []).append(name)

    def of(
        self,
        s: Syntax,
        layout: Layout,
        b: Bearer,
        c: Count,
        bearers: Sequence[Bearer],
        counts: Sequence[Count],
        ways: Ways,
    ) -> Grouped:
        """The signs of one count for one trigger; most are also told with the claim's type and with whether the
        trigger is a verb."""
        p = Pair(s, b, c, tuple(_where(s, b, c)), ways.way(c.head, b.token), ways)
        general = [*p.where, f"where={p.place}", *_tree(p, bearers), *self._collected(p), *self._thing(b, c), p.side]
        word = "verb" if b.token.pos_ in CLAUSE else "noun"
        others = [*self._words(p), *_path(p), *_rivals(p, layout, bearers, counts)]
        return Grouped([told_with(x, b.type, word) for x in general], named(others))

    def _collected(self, p: Pair) -> list[str]:
        """What the counted things make up together, in the participant that holds them ("un convoi de 42 camions")."""
        f = []
        for name, part in (("target", p.bearer.target), ("actor", p.bearer.actor)):
            if part is None or part.head is None or part.head is p.count.head or not _holds(part, p.count):
                continue
            way = p.ways.way(p.count.head, part.head)
            path = "-" if way is None or way.steps > FEW_STEPS else way.path
            whole = "+".join(self.classes.get(p.s.lemma(part.head), ("-",)))
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
        doc, c, kind = p.s.p.doc, p.count, p.bearer.type
        unit, place = _unit(c), p.place
        form = "article" if c.article else "number"
        f = [f"unit={unit}", f"{kind}: unit={unit}", f"unit={unit}+where={place}", f"size={_size(c.quantity)}",
             f"{kind}: lemma={p.s.lemma(p.bearer.token)}+where={place}", f"{form}+where={place}",
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


def _where(s: Syntax, b: Bearer, c: Count) -> list[str]:
    """Where the count stands in the claim."""
    own = s.p.span(b.token)
    f = []
    if c.head is b.token or (c.quantity.counted is not None and c.quantity.counted.overlaps(own)):
        f.append("trigger")
    for name, part in (("target", b.target), ("actor", b.actor)):
        if part is not None and _holds(part, c):
            f.append(name)
            if part.head is c.head:
                f.append(f"{name} head")
    if b.token.pos_ not in CLAUSE and s.noun_phrase(b.token).overlaps(c.quantity.span):
        f.append("phrase")
    if s.subject(b.token) is c.head:
        f.append("subject")
    return f


def _holds(part: Part | None, c: Count) -> bool:
    return part is not None and part.span.overlaps(c.quantity.span)


def _unit(c: Count) -> str:
    return (c.quantity.unit or "-").lower()


def _size(q: Quantity) -> str:
    if q.low == q.high == 1:
        return "one"
    return "few" if q.high is not None and q.high < FEW else "many"


def _tree(p: Pair, bearers: Sequence[Bearer]) -> list[str]:
    """Slots, the ends of the way between both, and the triggers that lie on it."""
    parts = (("actor", p.bearer.actor), ("target", p.bearer.target))
    f = [f"in {name} {part.slot}" for name, part in parts if part is not None and _holds(part, p.count)]
    f.append(f"triggers between={min(sum(x.token.i in p.between for x in bearers), 2)}")
    f.append(f"preposition={p.s.preposition(p.count.head) or '-'}")
    if p.way is None:
        return [*f, "no way"]
    inner = p.way.between
    over = sum(any(k is x.token for x in bearers) for k in inner)
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
    f = [f"path={path}", f"{p.bearer.type}: path={path}", f"path={path}+{t.pos_}+{p.count.head.pos_}"]
    f += [f"path={path}+{'passive' if p.s.passive(t) else 'active'}", f"top={way.top.pos_}"]
    if way.up and way.down:
        f.append(f"top={p.s.lemma(way.top)}")
    return f


def _rivals(p: Pair, layout: Layout, bearers: Sequence[Bearer], counts: Sequence[Count]) -> list[str]:
    """Whether another trigger is nearer to the count, or another count to the trigger."""
    t, c, kind = p.bearer.token, p.count, p.bearer.type
    sentence = layout.sentence(t.i)
    own = p.ways.distance(c.head, t)
    others = [x.token for x in bearers if x.token is not t and x.token.i in sentence]
    rivals = [x for x in counts if x.head is not c.head and x.head.i in sentence and _size(x.quantity) != "one"]
    triggers = sum(p.ways.distance(c.head, x) < own for x in others)
    nearer = sum(p.ways.distance(x.head, t) < own for x in rivals)
    inside = sorted({w for x in rivals for w in _where(p.s, p.bearer, x)})
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
