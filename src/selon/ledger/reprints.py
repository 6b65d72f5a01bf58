"""How a dispatch stands to an earlier one: a reprint of it, a later take that supersedes it, or neither.

Measured on texts by `benchmarks/reprints.py`: copies share nearly all six-word shingles whatever was put around them,
two takes of one story about half, two stories on one subject by one agency next to none but a paragraph of background.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from selon.ledger.fold import fold, words
from selon.ledger.sketches import shingles

Kind = Literal["reprints", "supersedes"]

COPY = 0.8
"""Of the shorter text's shingles, the share that a copy has in common, the two being of like length."""
TAKE = 0.35
"""Of the earlier text's shingles, the share that a later take keeps. An agency's lead of the next day was seen to keep
0.37; two stories that it told in as many days, 0.24 at most but for one that carried the other along as background."""
LIKE_LENGTH = 0.6
TAKES_WITHIN = timedelta(days=3)
"""Takes of one story follow each other so closely; copies may come at any time."""
CORRECTED = 0.9
"""One agency's text that keeps so much is the same dispatch with a word mended, whatever it is called."""

_MARK = re.compile(
    r"\b(?:actualise|actualisee|actualisation|maj|mise a jour|rectificatif|rectifie|corrige|correction|"
    r"corrected|update|updates|updated|refile|repetition corrigee|lead|papier general|synthese)\b"
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Copy:
    """What is compared of a dispatch. `n` is its number in the ledger, 0 for one that is not in it yet."""

    key: str
    text: str
    agency: str | None
    published: date | None
    title: str | None = None
    published_at: datetime | None = None
    provider_id: str | None = None
    version: str | None = None
    replaces: str | None = None
    slug: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """`later` reprints or supersedes `earlier`; `score` is the share of shingles, `why` says it in words."""

    later: str
    kind: Kind
    earlier: str
    score: float
    why: str


def relation(new: Copy, old: Copy) -> Relation | None:
    """How `new`, which comes in, and `old`, which is in the ledger, stand to each other; None where they do not.

    Which of the two is the earlier is told by version and publication, by the order in which they came otherwise.
    """
    earlier, later = _in_order(new, old)
    if said := _said(earlier, later):
        return Relation(later.key, "supersedes", earlier.key, *said)
    if new.text == old.text:
        return Relation(later.key, "reprints", earlier.key, 1.0, "the same text")
    shared = Shared.of(earlier.text, later.text)
    if shared.of_shorter >= COPY and shared.like_length:
        if _same_agency(earlier, later) and (marked(later) or _mended(shared, earlier, later)):
            return Relation(later.key, "supersedes", earlier.key, shared.of_earlier, shared.words("a mended copy"))
        if _fuller(shared, earlier, later):
            return Relation(later.key, "supersedes", earlier.key, shared.of_earlier, shared.words("a fuller take"))
        return Relation(later.key, "reprints", earlier.key, shared.of_shorter, shared.words("a copy"))
    if shared.of_earlier >= TAKE and _take(earlier, later):
        return Relation(later.key, "supersedes", earlier.key, shared.of_earlier, shared.words("a later take"))
    return None


@dataclass(frozen=True, slots=True)
class Shared:
    """Shares of shingles that two texts have in common."""

    of_earlier: float
    of_later: float

    @classmethod
    def of(cls, earlier: str, later: str) -> Shared:
        """Counted."""
        a, b = shingles(earlier), shingles(later)
        common = len(a & b)
        return cls(common / len(a), common / len(b))

    @property
    def of_shorter(self) -> float:
        """The larger of the two shares."""
        return max(self.of_earlier, self.of_later)

    @property
    def like_length(self) -> bool:
        """Whether neither text is much longer than the other."""
        return min(self.of_earlier, self.of_later) >= LIKE_LENGTH * self.of_shorter

    def words(self, what: str) -> str:
        """What it is, and how much is shared."""
        return (
            f"{what}: {self.of_earlier:.0%} of the earlier text's six-word shingles, {self.of_later:.0%} of the later's"
        )


def marked(copy: Copy) -> bool:
    """Whether it says of itself that it updates or mends an earlier one."""
    return bool(copy.change) or bool(copy.title and _MARK.search(fold(copy.title)))


def _in_order(new: Copy, old: Copy) -> tuple[Copy, Copy]:
    return (new, old) if _precedes(new, old) else (old, new)


def _precedes(new: Copy, old: Copy) -> bool:
    """Whether the one that comes in is the earlier one after all."""
    if new.provider_id and new.provider_id == old.provider_id and new.version != old.version:
        return _version(new.version) < _version(old.version)
    if new.published_at and old.published_at:
        return new.published_at < old.published_at
    if new.published and old.published:
        return new.published < old.published
    return False


def _version(version: str | None) -> tuple[int, ...]:
    return tuple(int(x) for x in _NUMBER.findall(version or ""))


def _said(earlier: Copy, later: Copy) -> tuple[float, str] | None:
    """Whether the provider itself says that one takes the other's place."""
    if not _same_agency(earlier, later):
        return None
    if later.replaces and later.replaces == earlier.provider_id:
        return 1.0, f"the provider says that it replaces {later.replaces}"
    if later.provider_id and later.provider_id == earlier.provider_id and later.version != earlier.version:
        return 1.0, f"version {later.version or '?'} of {later.provider_id}"
    return None


def _mended(shared: Shared, earlier: Copy, later: Copy) -> bool:
    """Whether one agency's later text is the same dispatch with some words changed, sent again by itself."""
    return (
        earlier.agency is not None
        and min(shared.of_earlier, shared.of_later) < 1
        and shared.of_earlier >= CORRECTED
        and _close(earlier, later)
        and (earlier.slug == later.slug if earlier.slug and later.slug else _same_title(earlier, later))
        and later.published_at != earlier.published_at
    )


def _fuller(shared: Shared, earlier: Copy, later: Copy) -> bool:
    """Whether one agency's later text is all of the earlier, and a good part more than another's header or credit."""
    told = earlier.agency is not None and later.agency is not None
    return told and shared.of_earlier >= CORRECTED and shared.of_later < COPY and _take(earlier, later)


def _take(earlier: Copy, later: Copy) -> bool:
    """Whether what shares half of its text is a later take: one agency, close in time, under one slug or title."""
    if not _same_agency(earlier, later) or not _close(earlier, later):
        return False
    if earlier.slug and later.slug:
        return earlier.slug == later.slug
    return marked(later) or _same_title(earlier, later)


def _same_agency(a: Copy, b: Copy) -> bool:
    return a.agency == b.agency or a.agency is None or b.agency is None


def _close(a: Copy, b: Copy) -> bool:
    if a.published_at and b.published_at:
        return abs(a.published_at - b.published_at) <= TAKES_WITHIN
    return not (a.published and b.published) or abs(a.published - b.published) <= TAKES_WITHIN


def _same_title(a: Copy, b: Copy) -> bool:
    """Whether the titles share half of their words; where there is no title nothing speaks against it."""
    if not a.title or not b.title:
        return True
    left, right = set(words(a.title)), set(words(b.title))
    return 2 * len(left & right) >= min(len(left), len(right))
