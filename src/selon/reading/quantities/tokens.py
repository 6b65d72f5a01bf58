"""A text as words, figures and marks, for the reading of numbers.

A break stands before the first token and after the last one, so that looking one token to the left or to the right
never leaves the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WORD, NUMBER, FRACTION, NAME, JUNK, MARK, BREAK = "wnfxjmb"
LETTERS, FIGURES = (WORD, NAME), (NUMBER, FRACTION)
LONGEST = 18
"""Digits beyond which figures are a code and no number."""
LARGEST = 1e21
"""Beyond this, figures with an exponent are no quantity of anything."""

_TOKEN = r"""(?!\ )(?:
      (?P<f1>(?:\d{{1,3}}[ ]?)?[\u00bc-\u00be\u2150-\u215e])
    | (?P<w>[A-Za-zÀ-ÖØ-öø-ÿ]{{2,}}+(?![\w'’:-])|(?:[A-Z]\.){{2,}}|[^\W\d_]++(?!-?\d|['’]|://))
    | (?P<m1>[,;()«»](?!\d))
    | (?P<w1>(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quelqu|presqu|entr|aujourd)['’](?=\w)|['’]s\b)
    | (?P<j>(?:https?://|www\.)\S+ | [@\#]\w+
        | \+\d[\d .()\u00a0\u202f-]{{6,}}\d | (?<![\d,.])\d\d(?:[ .\u00a0\u202f-]\d\d){{3,4}}(?![\d\w]|[.,]\d)
        | (?<![\w.,:])\d{{1,2}}(?:[hH]\d\d(?:min|mn|m)?|:\d\d(?::\d\d)?)(?!\w)
        | \d+(?P<same>[./:-])\d+(?:(?P=same)\d+)+(?<!\.\d\d\d)(?![\w]) | \d{{19,}}[\d.,]*)
    | (?P<x>[^\W\d_]++-?\d[\w-]*)
    | (?P<w2>[^\W\d_]++)
    | (?P<b>\n[ \t\r\u00a0]*\n)
    | (?P<n>{numbers})
    | (?P<f>\d{{1,3}}/\d{{1,3}}(?![/\d]))
    | (?P<j2>\d[\d.,:/]*\d|\d)
    | (?P<m>[^\w\s])
)"""
# The kind of a token is the first letter of its group. What is commonest comes first.


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: kind, place, word in small letters, and what figures are worth (0 for all others)."""

    text: str
    kinds: list[str]
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: list[float]

    def __len__(self) -> int:
        return len(self.kinds)

    def raw(self, i: int) -> str:
        """The characters of a token."""
        return self.text[self.starts[i] : self.ends[i]]

    def joined(self, i: int) -> bool:
        """Whether no space stands between token `i` and the next one."""
        return self.ends[i] == self.starts[i + 1] and self.kinds[i + 1] != BREAK

    def capital(self, i: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[i] : self.starts[i] + 1].isupper()

    def matches(self, i: int, words: tuple[str, ...]) -> bool:
        """Whether the tokens from `i` on are these words."""
        return tuple(self.words[i : i + len(words)]) == words


def token_pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    """The pattern of the tokens of a language, by the marks that group its figures and that begin its fractions."""
    other = "." if decimal == "," else ","
    groups = [
        rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+(?!\d)(?:[{decimal}]\d+)?"
        for mark in thousands
        if mark != decimal
    ]
    if other not in thousands:
        groups.append(rf"[1-9]\d{{0,2}}(?:{re.escape(other)}\d{{3}}){{2,}}(?!\d)(?:[{decimal}]\d+)?")
    else:
        groups.append(rf"[1-9]\d{{0,2}}(?:{re.escape(decimal)}\d{{3}}){{2,}}(?!\d)(?:[{re.escape(other)}]\d+)?")
    forms = [
        r"\d+(?:[.,]\d+)?(?:[eE][+-]?\d{1,3}(?!\w)|\^[+-]?\d{1,3}(?![\w.,]))",
        *(f"(?:{g})(?![.,]?\\d)" for g in groups),
        r"\d+(?:[.,]\d+)?(?![.,/]?\d)",
        r"(?<!\S)[.,]\d+(?![.,]?\d)",
    ]
    return re.compile(_TOKEN.format(numbers="|".join(forms)), re.VERBOSE)


def tokenize(text: str, pattern: re.Pattern[str], decimal: str) -> Tokens:
    """The tokens of a text between two breaks."""
    end = len(text)
    found: list[tuple[str, int, int, str, float]] = [(BREAK, 0, 0, "\n", 0)]
    for m in pattern.finditer(text):
        kind = (m.lastgroup or MARK)[0]
        raw = m.group()
        value: float = 0
        if kind in LETTERS:
            raw = raw.lower()
            if "’" in raw:
                raw = raw.replace("’", "'")
        elif kind in FIGURES:
            worth = figures(raw, decimal) if kind == NUMBER else fraction(raw)
            if worth is None:
                kind = JUNK
            else:
                value = worth
        found.append((kind, *m.span(), raw, value))
    found.append((BREAK, end, end, "\n", 0))
    kinds, starts, ends, words, values = map(list, zip(*found, strict=True))
    return Tokens(text, kinds, starts, ends, words, values)


def figures(raw: str, decimal: str) -> float | None:
    """What figures are worth ("1.200,5", "12e3", "1,1^2"); None where they are a code and no number."""
    if raw.isdecimal():
        return int(raw) if len(raw) <= LONGEST else None
    if len(raw) > 2 * LONGEST:
        return None
    if "^" in raw:
        base, _, power = raw.partition("^")
        return _power(_plain(base, decimal), int(power))
    mantissa, e, exponent = raw.lower().partition("e")
    value = _plain(mantissa, decimal)
    if e:
        value = _plain(mantissa, decimal) * 10.0 ** int(exponent) if abs(int(exponent)) <= 21 else LARGEST
    return None if abs(value) >= LARGEST else whole(value)


def whole(value: float) -> float:
    """The same number, as an `int` where it is a whole one; the noise of binary fractions is rounded away."""
    if isinstance(value, int):
        return value
    near = float(f"{value:.15g}")
    return int(near) if near.is_integer() else near


def fraction(raw: str) -> float | None:
    """What "3/4", "½" or "2 ½" is worth."""
    over, slash, under = raw.partition("/")
    if slash:
        return int(over) / int(under) if int(under) else None
    digits = raw[:-1].strip()
    return (int(digits) if digits else 0) + unicodedata.numeric(raw[-1])


def _power(base: float, power: int) -> float | None:
    try:
        value = float(base) ** power
    except (OverflowError, ZeroDivisionError):
        return None
    return whole(value) if abs(value) < LARGEST else None


def _plain(raw: str, decimal: str) -> float:
    """Figures with marks: the groups of three joined, the fraction after its mark."""
    marks = [c for c in raw if not c.isdecimal()]
    last = raw.rfind(marks[-1]) if marks else -1
    tail = raw[last + 1 :]
    alone = len(marks) == 1
    grouped = len(tail) == 3 and raw[0] != "0"
    grouped = grouped and (0 < last <= 3 and marks[-1] != decimal if alone else len(set(marks)) == 1)
    if not marks or grouped:
        return int("".join(c for c in raw if c.isdecimal()))
    head = "".join(c for c in raw[:last] if c.isdecimal())
    return float(f"{head or '0'}.{tail or '0'}")
