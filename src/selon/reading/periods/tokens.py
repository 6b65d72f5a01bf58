"""A text as tokens that the patterns can be held against.

Each token carries one *signature*: a character that stands for everything the vocabulary says of it ("vendredi" is a
weekday, "12" may be a day, an hour, a number). Patterns are then regular expressions over the string of signatures,
in which the words that no pattern knows are all one and the same character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from selon.reading.periods.spelled import spelled

PLAIN = "\u3000"
"""Signature of a token that no pattern names."""
BREAK = "\u3001"
"""Signature of a blank line: no expression runs across it."""
LONGEST = 12
"""Digits beyond which a number is not worth reading."""

_TOKEN = re.compile(
    r"""(?![\ ])(?:
      (?P<word0>(?-i:[A-HJ-UWYZa-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ]++(?![\w'’.])|(?![IVX])[^\W\d_]{2,}+(?![\d'’.])))
    | (?P<mark0>[,.;:()«»"“”!?])
    | (?P<iso>(?<![\w./-])\d{4}-\d{1,2}-\d{1,2}(?:T\d{1,2}:\d{2}(?::\d{2})?)?(?![\w/-]))
    | (?P<date>(?<![\w./-])\d{1,4}(?P<sep>[/.-])\d{1,2}(?P=sep)\d{2,4}(?![\w/]|[.-]\d))
    | (?P<years>(?<![\w./-])[12]\d{3}[-–/](?:[12]\d{3}|\d{2})(?![\w/]|[.,–-]\d))
    | (?P<clock>(?<![\w.,:/-])\d{1,2}(?:[hH:]\d{2}(?:(?:m|min|:)(?:\d{2}(?:\.\d+)?s?)?)?|[hH])(?!\w|:\d))
    | (?P<dm>(?<![\w./-])\d{1,2}/\d{1,2}(?![\w/]|[.,]\d))
    | (?P<roman>\b(?-i:[IVX]{1,6}(?:e|ème|è))\b)
    | (?P<ordinal>\d+(?:ers?|ères?|nde?s?|èmes?|e|st|nd|rd|th)\b)
    | (?P<decade>['’]?\d{2,4}['’]?s\b)
    | (?P<number>\d{1,3}(?:(?:\.\d{3})+|(?:[\u00a0\u202f ]\d{3})+|(?:,\d{3})+)(?!\w|[.,]\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)
    | (?P<word>aujourd['’]hui|(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quelqu|presqu)['’](?=\w)|[ap]\.?m\b\.?
        |o['’]clock|['’]s\b|\b[TQ][1-4]\b|[^\W\d_]+)
    | (?P<blank>\n[ \t\r\u00a0]*\n)
    | (?P<mark>[^\w\s])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# The first two are what the others would find too: nearly every token, found sooner.
NOTHING: Mapping[str, Any] = {}
WORDS = frozenset(("word0", "mark0", "word", "mark"))
REMEMBERED = 20_000
"""Words of which a vocabulary remembers what it says of them."""


@dataclass(slots=True)
class Entry:
    """What the vocabulary says of one word: its signature and the value it has in each of its classes."""

    signature: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Vocabulary:
    """Words, phrases and kinds of number, each with its entry. Keys are lower case, or exact where they hold a capital.

    `phrases` maps the first two words to what follows them in the longer sequences that begin so, longest first.
    """

    words: Mapping[str, Entry]
    phrases: Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]]
    kinds: Mapping[frozenset[str], str]
    number_words: Mapping[str, int]
    number_joins: frozenset[str]
    looked_up: dict[str, tuple[str, str, Mapping[str, Any], bool]] = field(default_factory=dict)

    def look_up(self, raw: str) -> tuple[str, str, Mapping[str, Any], bool]:
        """A word or mark as it is kept (in small letters, but for one that is listed with a capital), its signature and
        values, and whether a phrase or a number may begin with it."""
        entry, word = self.words.get(raw), raw
        if entry is None:
            word = raw.lower().replace("’", "'")
            entry = self.words.get(word)
        low = word.lower()
        opens = low in self.phrases or low in self.number_words
        found = (word, PLAIN, NOTHING, opens) if entry is None else (word, entry.signature, entry.values, opens)
        if len(self.looked_up) < REMEMBERED:
            self.looked_up[raw] = found
        return found


@dataclass(slots=True)
class Tokens:
    """The tokens of a text. `signatures` has one character a token; `values` is what the token is worth by class."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: list[Mapping[str, Any]]
    signatures: str

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str, vocabulary: Vocabulary) -> Tokens:
    """The tokens of `text`, phrases and number words each made one."""
    found: list[tuple[int, int, str, Mapping[str, Any], str]] = []
    opening: list[int] = []
    looked_up = vocabulary.looked_up
    for m in _TOKEN.finditer(text):
        kind = m.lastgroup or ""
        raw = m.group()
        if kind in WORDS:
            word, signature, worth, opens = looked_up.get(raw) or vocabulary.look_up(raw)
        elif kind == "blank":
            word, signature, worth, opens = "\n", BREAK, NOTHING, False
        else:
            worth = _digits(kind, raw)
            word, signature = raw.lower(), vocabulary.kinds.get(frozenset(worth), PLAIN)
            opens = word in vocabulary.phrases
        if opens:
            opening.append(len(found))
        found.append((*m.span(), word, worth, signature))
    starts, ends, words, values, signatures = map(list, zip(*found, strict=True)) if found else ([], [], [], [], [])
    return _merged(Tokens(text, starts, ends, words, values, "".join(signatures)), opening, vocabulary)


def pieces(word: str) -> tuple[str, ...]:
    """A literal of a pattern, or a phrase of the vocabulary, as the tokens it falls into."""
    elided = word.endswith("'")
    found = [m.group() for m in _TOKEN.finditer(word + "a" * elided)]
    return tuple(found[:-1] if elided else found)


def number_tags(v: float, digits: int = 0, words: bool = False) -> dict[str, Any]:
    """What a number can be, by its value and how many digits it is written with."""
    tags: dict[str, Any] = {"num": v}
    if v != int(v):
        return tags
    v = int(v)
    tags["num"] = v
    if words:
        if 0 <= v <= 24:
            tags["hour"] = v
        if 0 <= v <= 59:
            tags["minute"] = v
        if 1000 <= v <= 2100:
            tags["wordyear"] = v
        if 1900 < v < 2000:
            tags["sureyear"] = v
        if 1 <= v <= 31:
            tags["dayword"] = v
        return tags
    if digits <= 2:
        if 1 <= v <= 31:
            tags["day"] = v
        elif v <= 99:
            tags["noday"] = v
        if v <= 24:
            tags["hour"] = v
        if 1 <= v <= 12:
            tags["mon"] = v
    if digits == 2:
        if v <= 59:
            tags["minute"] = v
        tags["year2"] = v
    elif digits == 4 and 1000 <= v <= 2999:
        tags["year"] = v
        if 1900 <= v <= 2035 and v % 100:
            tags["sureyear"] = v
    elif digits >= 4:
        tags["oddyear"] = v
    if digits in (3, 4) and v % 100 <= 59 and v // 100 <= 24:
        tags["hhmm"] = v
    return tags


def _digits(kind: str, raw: str) -> dict[str, Any]:
    if kind == "number":
        return _number(raw)
    if kind == "ordinal":
        digits = "".join(c for c in raw if c.isdigit())
        if len(digits) > LONGEST:
            return {}
        n = int(digits)
        tags: dict[str, Any] = {"ord": n}
        if n == 1:
            tags["first"] = 1
        if 1 <= n <= 31:
            tags["dayth"] = n
        return tags
    if kind == "decade":
        digits = "".join(c for c in raw if c.isdigit())
        return {"decade": int(digits)} if digits.endswith("0") else {}
    return {kind: raw}


def _number(raw: str) -> dict[str, Any]:
    if raw.isdigit():
        return number_tags(int(raw), len(raw)) if len(raw) <= LONGEST else {}
    if len(raw) > 2 * LONGEST:
        return {}
    tags: dict[str, Any] = {}
    if re.fullmatch(r"\d{1,2}\.\d{2}", raw):
        tags["dotclock"] = raw
    grouped = re.fullmatch(r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+)(?:[.,](\d+))?", raw)
    try:
        v = (
            float(re.sub(r"\D", "", grouped[1]) + "." + (grouped[2] or "0"))
            if grouped
            else float(raw.replace(",", "."))
        )
    except ValueError:
        return {}
    return {"num": v if v != int(v) else int(v), **tags}


def _merged(t: Tokens, opening: list[int], vocabulary: Vocabulary) -> Tokens:
    """The same tokens with phrases and runs of number words made one token each; `opening` are the tokens that one may
    begin with."""
    out = Tokens(t.text, [], [], [], [], "")
    signatures: list[str] = []
    done = 0
    for i in opening:
        if i < done:
            continue
        width, worth, signature = _phrase(t, i, vocabulary)
        if width == 0:
            width, worth, signature = _spelled(t, i, vocabulary)
        if width == 0:
            continue
        _copy(t, out, done, i)
        signatures.append(t.signatures[done:i])
        out.starts.append(t.starts[i])
        out.ends.append(t.ends[i + width - 1])
        out.words.append(t.words[i] if width == 1 else " ".join(t.words[i : i + width]))
        out.values.append(worth)
        signatures.append(signature)
        done = i + width
    _copy(t, out, done, len(t))
    signatures.append(t.signatures[done:])
    out.signatures = "".join(signatures)
    return out


def _copy(t: Tokens, out: Tokens, first: int, end: int) -> None:
    """Take the tokens `[first, end)` over as they are."""
    out.starts += t.starts[first:end]
    out.ends += t.ends[first:end]
    out.words += t.words[first:end]
    out.values += t.values[first:end]


def _phrase(t: Tokens, i: int, vocabulary: Vocabulary) -> tuple[int, Mapping[str, Any], str]:
    seconds = vocabulary.phrases.get(t.words[i].lower())
    if seconds is not None and i + 1 < len(t.words):
        for rest, entry in seconds.get(t.words[i + 1].lower(), ()):
            if tuple(w.lower() for w in t.words[i + 2 : i + 2 + len(rest)]) == rest:
                return 2 + len(rest), entry.values, entry.signature
    return 0, {}, PLAIN


def _spelled(t: Tokens, i: int, vocabulary: Vocabulary) -> tuple[int, Mapping[str, Any], str]:
    """A number in words, of one token or more. "Un" and "a" alone stay what the vocabulary makes of them."""
    if t.words[i].lower() not in vocabulary.number_words:
        return 0, {}, PLAIN
    run: list[str] = []
    ends: list[int] = []
    j = i
    while j < len(t) and j - i < 12:
        word = t.words[j].lower()
        if word in vocabulary.number_words:
            run.append(word)
            ends.append(j)
        elif word not in vocabulary.number_joins:
            break
        j += 1
    for last in range(len(run) - 1, -1, -1):
        v = spelled(run[: last + 1], vocabulary.number_words)
        if v is not None:
            tags = {**number_tags(v, words=True), **(t.values[i] if last == 0 else {})}
            signature = vocabulary.kinds.get(frozenset(tags), PLAIN)
            return ends[last] + 1 - i, tags, signature
    return 0, {}, PLAIN
