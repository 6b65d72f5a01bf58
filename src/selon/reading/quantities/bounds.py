"""Words around a number that open one of its bounds or blur it: "plus de", "jusqu'à", "environ", "ou plus"."""

from __future__ import annotations

from dataclasses import dataclass

from selon.reading.quantities.tokens import NUMBER, Tokens
from selon.reading.quantities.words import Lexicon

AT_LEAST, AT_MOST, ABOUT, PLAIN = "at_least", "at_most", "about", "plain"
EFFECTS = (AT_LEAST, AT_MOST, ABOUT, PLAIN)
LONGEST = 3
"""Qualifiers that may stand one before another: "au moins près de"."""


@dataclass(slots=True)
class Bounded:
    """The tokens of a number with its qualifiers, and the effects of these from the number outwards."""

    first: int
    end: int
    effects: list[str]

    def bounds(self, low: float, high: float) -> tuple[float | None, float | None]:
        """What the effects leave of the bounds of the number."""
        least: float | None = low
        most: float | None = high
        if AT_LEAST in self.effects:
            most = None
        elif AT_MOST in self.effects:
            least = None
        return least, most

    @property
    def approximate(self) -> bool:
        """Whether the words blur the number."""
        return ABOUT in self.effects


def bounded(t: Tokens, first: int, end: int, lx: Lexicon) -> Bounded:
    """The tokens `[first, end)` with the qualifiers before them, and those behind."""
    b = Bounded(first, end, [])
    for _ in range(LONGEST):
        if not _before(t, b, lx):
            break
    _after(t, b, end, lx)
    return b


def _before(t: Tokens, b: Bounded, lx: Lexicon) -> bool:
    found = lx.before.behind(t, b.first)
    if found is None and t.words[b.first - 1] in lx.determiners:
        found = lx.before.behind(t, b.first - 1)
    if found is None or found[1] == PLAIN or _only(t, found[0], lx):
        return False
    b.first = found[0]
    b.effects.append(found[1])
    return True


def _only(t: Tokens, first: int, lx: Lexicon) -> bool:
    """Whether the words from token `first` on mean "only": "il ne reste plus que 30 hommes"."""
    if not any(t.matches(first, words) for words in lx.only):
        return False
    return any(t.words[i] in lx.negation for i in range(max(0, first - lx.negation_window), first))


def behind(t: Tokens, b: Bounded, end: int, lx: Lexicon) -> None:
    """Take in a qualifier that stands behind what is counted: "trente soldats au moins"."""
    if b.end != end and not b.effects:
        _after(t, b, end, lx, inside=False)


def after(t: Tokens, end: int, lx: Lexicon) -> tuple[int, str] | None:
    """The qualifier that begins at token `end`: the token after it, and its effect."""
    found = lx.after.ahead(t, end)
    if found is None or found[1] == PLAIN:
        return None
    then = found[0]
    if t.kinds[then] == NUMBER or t.words[then] in lx.seeds or t.words[then] in lx.units.of:
        return None
    return found


def _after(t: Tokens, b: Bounded, end: int, lx: Lexicon, inside: bool = True) -> None:
    found = after(t, end, lx)
    if found is None:
        return
    if inside:
        b.end = found[0]
    b.effects.append(found[1])
