"""The time expressions of a text, start to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from selon.model import Span, TimeExpression
from selon.reading.periods import direction, groups, uses
from selon.reading.periods.draft import Draft, Found, Scene
from selon.reading.periods.grammar import Grammar, grammar
from selon.reading.periods.resolve import resolve
from selon.reading.periods.scan import scan
from selon.reading.periods.slots import Slot
from selon.reading.periods.tokens import BREAK, Tokens, tokenize

NEAR = 6
"""Tokens over which a year carries to a month without one."""
KINDS = {"length": "length", "frame": "frame", "set": "set", "ref": "ref", "clock": "clock", "tod": "clock"}
"""The kind that the contexts of an expression are chosen by, of the resolvers that are not dates."""


def periods(
    text: str, *, published: date | None, lang: str, tense: Callable[[Span], str | None] | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text` in text order, half-open code-point spans, days by the conventions of `slots`.

    `tense(span)` tells "past" or "future" of the clause around an expression where a parse is at hand; without it,
    or where it returns None, the words around the expression are looked at. Without `published`, what is counted from
    the publication day stays unresolved and says so in `reason`.

    Raises:
        DataError: no `periods.toml` for the language.
    """
    g = grammar(lang)
    tokens = tokenize(text, g.vocabulary)
    found = [f for f in scan(tokens, g) if f.make != "none"]
    return _Reading(g, tokens, published, tense).expressions(found)


@dataclass(slots=True)
class _Read:
    """An expression read: its draft and its extents in tokens."""

    draft: Draft
    inner: tuple[int, int]
    outer: tuple[int, int]


class _Reading:
    """One text being read from left to right."""

    def __init__(
        self, g: Grammar, tokens: Tokens, published: date | None, tense: Callable[[Span], str | None] | None
    ) -> None:
        self.g, self.tokens, self.published, self.tense = g, tokens, published, tense
        self.focus: Slot | None = None
        self.focus_day: Slot | None = None
        self.day_at = -1

    def expressions(self, found: list[Found]) -> tuple[TimeExpression, ...]:
        """The expressions of the matches."""
        read: list[_Read] = []
        for i, f in enumerate(found):
            if f.make == "ref" and read and f.first < read[-1].outer[1]:
                continue
            read.append(self._one(i, f, found, read))
            self._move_focus(read[-1])
        whole = groups.join(self.tokens, [r.inner for r in read], [r.draft for r in read], self.g.settings)
        return tuple(self._expression(r, whole.get(i)) for i, r in enumerate(read))

    def _one(self, i: int, f: Found, found: list[Found], read: list[_Read]) -> _Read:
        kind = KINDS.get(f.make, "date")
        context = uses.around(self.tokens, f.first, f.end, kind, self.g)
        scene = Scene(self.published, self._turn(f, context), self.focus, settings=self.g.settings)
        scene.year = self._year(f, read)
        scene.focus_day = self.focus_day
        if self.focus_day is not None and BREAK not in self.tokens.signatures[self.day_at : f.first]:
            scene.near_day = self.focus_day.first
            if self._same_sentence(self.day_at, f.first):
                scene.sentence_day = self.focus_day.first
        if kind == "clock":
            scene.day = self._day(i, found, read)
        draft = resolve(f, scene)
        draft.named = draft.period
        for c in context.contexts:
            uses.apply(draft, c, scene)
        if draft.kind == "length" and draft.period is None and draft.use == "point":
            draft.use = "length"
        return _Read(draft, context.inside, (context.first, context.end))

    def _move_focus(self, r: _Read) -> None:
        """Let later words point back to this expression, where it is a date."""
        slot = uses.focus_after(r.draft, self.focus)
        if slot is None or slot is self.focus or r.draft.use != "point":
            return
        self.focus = slot
        if slot.unit == "D":
            self.focus_day, self.day_at = slot, r.inner[1]

    def _turn(self, f: Found, context: uses.Around) -> Callable[[], int | None]:
        def turn() -> int | None:
            for effect in context.effects:
                if effect in uses.EFFECT_TURN:
                    return uses.EFFECT_TURN[effect]
            if "until" in context.effects and direction.granted(self.tokens, context.first, self.g.direction):
                return 1
            told = direction.turn(self.tokens, f.first, f.end, self.g.direction, self.tense)
            return 1 if told is None and "until" in context.effects else told

        return turn

    def _same_sentence(self, a: int, b: int) -> bool:
        """Whether no sentence ends between tokens `a` and `b`."""
        stops = self.g.direction["stops"]
        return not any(
            self.tokens.words[k] in stops or self.tokens.signatures[k] == BREAK for k in range(min(a, b), max(a, b))
        )

    def _year(self, f: Found, read: list[_Read]) -> int | None:
        """The year of a date shortly before in the sentence that has one of its own: "en 97 (en janvier …)"."""
        for r in reversed(read[-2:]):
            slot = r.draft.slot
            if slot is not None and slot.unit in ("Y", "M") and r.draft.anchor is None and r.draft.kind == "date":
                near = r.draft.use == "point" and f.first - r.inner[1] <= NEAR
                return slot.first.year if near and self._same_sentence(r.inner[1], f.first) else None
        return None

    def _day(self, i: int, found: list[Found], read: list[_Read]) -> date | None:
        """The day a clock time belongs to: the last one of the sentence, else the next one in it."""
        f = found[i]
        for r in reversed(read):
            if not self._same_sentence(r.inner[1], f.first):
                break
            if r.draft.kind in ("day", "clock") and r.draft.slot is not None:
                return r.draft.slot.first
        for after in found[i + 1 : i + 3]:
            if not self._same_sentence(f.end, after.first):
                break
            if after.make in ("date", "weekday", "deictic", "numeric"):
                context = uses.around(self.tokens, after.first, after.end, "date", self.g)
                scene = Scene(self.published, self._turn(after, context), self.focus, settings=self.g.settings)
                slot = resolve(after, scene).slot
                return slot.first if slot else None
        return None

    def _expression(self, r: _Read, whole: tuple[int, int] | None) -> TimeExpression:
        d = r.draft
        return TimeExpression(
            span=self._span(r.inner),
            extent=self._span(whole or r.outer),
            type=d.type,
            value=d.value,
            mod=d.mod,
            anchor=d.anchor,
            period=d.period,
            use=d.use,
            reason=d.reason,
        )

    def _span(self, tokens: tuple[int, int]) -> Span:
        return Span(self.tokens.starts[tokens[0]], self.tokens.ends[tokens[1] - 1])
