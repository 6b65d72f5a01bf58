"""What of a claim tells which happening it is about. Claims of one profile are about the same one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache

from selon.linking.model import Family, Party, Spot, Told
from selon.linking.truces import truce_value
from selon.linking.words import folded, stem, stems, words
from selon.model import ClaimType, Period

FAR = 92
"""Days past its term within which a late deed is still taken for the one promised."""
LONG = 800
"""Days of a long period that are looked at, the last ones."""
BUCKET = 16
"""Days of one stretch of the calendar that claims are found by."""
NEWS = 7
"""Days before a dispatch within which something lies that the dispatch gives no time for."""
FRESH = 2
"""The same for what comes many a day."""
DAILY: frozenset[Family] = frozenset({"force", "casualty", "detain", "displace"})
"""Families of what comes many a day."""
TIGHT = 3
"""Days of a period that tells one event from another."""
_SLACK = {"day": 2, "week": 4, "month": 16}
STATES: frozenset[ClaimType] = frozenset({"presence", "control"})
"""Types of states, which last."""
BY_PARTY: frozenset[Family] = frozenset({"integrate", "release", "detain"})
"""Families that are told by who and whom as much as by where."""
GOING: frozenset[Family] = frozenset({"leave", "come", "integrate"})
"""Families of what takes days from its beginning to its end."""
LASTS = 31
"""Days that something may take from when it was begun until it is done."""
TOLD_BY_WORDS: frozenset[Family] = frozenset(
    {"agree", "talk", "demand", "accuse", "reject", "threaten", "support", "sanction", "govern"}
)
"""Families that are told by who does it and what about, more than by where."""


@dataclass(frozen=True, eq=True)
class Profile:
    """What claims are compared by. Days are proleptic Gregorian ordinals.

    `first` and `last` bound when it happens; where `dated` is false they are guessed from the publication day, and
    where there is none either they are None. A plan counts from the day it was `told`; `begun` is what is under way and
    takes days, or a truce in force, `mutual` what both sides do to each other, `state` what lasts. Two of different
    `sort` are two things, where both tell it; `many` are the bounds of how many are held or freed.
    `own` is a claim's id where a person's decision sets it apart from claims of the same profile.
    """

    family: Family
    kind: str
    plan: bool
    actor: Party | None
    target: Party | None
    spots: tuple[Spot, ...]
    first: int | None
    last: int | None
    dated: bool
    slack: int
    told: int | None
    tokens: frozenset[str]
    home: str = ""
    begun: bool = False
    mutual: bool = False
    state: bool = False
    sort: str = ""
    many: tuple[float, float] | None = None
    own: str = ""

    @cached_property
    def order(self) -> str:
        """What sorts profiles, the same in every run."""
        told = (self.family, self.kind, self.plan, self.actor, self.target, self.spots, self.first, self.last)
        more = (self.dated, self.slack, self.told, sorted(self.tokens), self.home, self.sort, self.many, self.own)
        return repr((*told, *more, self.begun, self.mutual, self.state))

    @cached_property
    def hashed(self) -> int:
        """The hash, counted once."""
        return hash(
            (self.family, self.kind, self.plan, self.actor, self.spots, self.first, self.last, self.told, self.own)
        )

    def __hash__(self) -> int:
        return self.hashed

    @property
    def tight(self) -> bool:
        """Whether it is a deed whose day is told closely enough to know it by."""
        return self.dated and not self.plan and self.first is not None and (self.last or 0) - self.first < TIGHT

    @cached_property
    def anchored(self) -> bool:
        """Whether it names where or when itself, so that it may bring others together."""
        return self.dated or any(not s.inferred for s in self.spots)

    @cached_property
    def joint(self) -> bool:
        """Whether it is a deed told of several sites at once: "retirées des bases d'al-Tanf et d'al-Chaddadi"."""
        sites = sum(s.exact and not s.inferred for s in self.spots)
        return self.family in GOING and sites > 1 and self.dated and not (self.plan or self.state)

    @property
    def keys(self) -> frozenset[tuple[str | int, ...]]:
        """What it is found by: its family, each place or party, and each stretch of the calendar near it."""
        if self.first is None or self.last is None:
            return frozenset()
        reach = self.slack + (NEWS if not self.dated else 0)
        last = self.last + (FAR if self.plan else max(reach, LASTS) if self.begun else reach)
        first = max(self.first - reach, last - LONG)
        whats = [s.id for s in self.spots]
        if self.tight:
            whats += [w for s in self.spots if s.exact for w in s.within]
        parties = [k for p in (self.actor, self.target) if p is not None for k in p.key.split("+") if k]
        if self.family in TOLD_BY_WORDS | BY_PARTY or not self.spots:
            whats += [f"party:{k}" for k in parties]
        if self.family in TOLD_BY_WORDS and (self.sort or not (self.spots or parties)):
            about = {w for w in self.tokens if w in _matters()} | ({self.sort} if self.sort else set())
            whats += [f"about:{self.home}:{w}" for w in about]
        return frozenset(
            (self.family, self.kind, what, n) for what in whats for n in range(first // BUCKET, last // BUCKET + 1)
        )


def profile(t: Told, own: str = "") -> Profile:
    """The profile of a claim."""
    plan = t.stage in ("planned", "possible")
    first, last, slack = _window(t.when, t.published, plan, FRESH if t.family in DAILY else NEWS)
    if t.family in DAILY:
        slack = min(slack, 1) if t.when is not None and t.when.grain == "day" else slack
    where = tuple(map(_unlabelled, t.spots))
    return Profile(
        t.family,
        toll(t) if t.family == "casualty" else "",
        plan,
        None if t.actor is None else _bare(t.actor),
        None if t.target is None else _bare(t.target),
        tuple(sorted(where, key=lambda s: s.id)),
        first,
        last,
        t.when is not None,
        slack,
        t.published.toordinal() if plan and t.published else None,
        _tokens(t) if t.family in TOLD_BY_WORDS else frozenset(),
        t.home,
        (not plan and holds(t)) or (t.stage == "begun" and t.family in GOING and t.claim.type != "presence"),
        t.claim.type in ("fight", "agree", "talk"),
        t.claim.type in STATES,
        sort(t),
        _many(t) if t.family in _SORTS and t.family != "casualty" else None,
        own,
    )


def sort(t: Told) -> str:
    """What sort of its family a claim is, empty where that is not told: what is said of a truce, whether those held are
    hostages or prisoners, whether the dead are soldiers, fighters or civilians."""
    if t.family == "agree":
        return truce_value(t.claim, t.dispatch.text) or ""
    wanted = _SORTS.get(t.family)
    if wanted is None:
        return ""
    q = t.claim.quantity
    spans = (t.claim.target, q.counted if q else None)
    found = {words().concepts.get(w, "") for s in spans for w in stems(t.words(s))} & wanted
    return min(found) if len(found) == 1 else ""


def holds(t: Told) -> bool:
    """Whether it tells of a truce that is in force, which lasts until it is broken or over."""
    return t.family == "agree" and sort(t) == "in force"


def _many(t: Told) -> tuple[float, float] | None:
    q = t.claim.quantity
    if q is None or q.kind != "count":
        return None
    return q.low if q.low is not None else float("-inf"), q.high if q.high is not None else float("inf")


_SORTS: dict[Family, frozenset[str]] = {
    "detain": frozenset({"hostage", "prisoner"}),
    "release": frozenset({"hostage", "prisoner"}),
    "casualty": frozenset({"army", "fighter", "civilian", "police"}),
}
"""Concepts that tell the sorts of a family apart."""


def labelled(p: Profile, t: Told) -> Profile:
    """The profile of a claim with the words of its places and parties, for reasons."""
    return replace(p, actor=t.actor, target=t.target, spots=tuple(sorted(t.spots, key=lambda s: s.id)))


@lru_cache(maxsize=65536)
def _bare(p: Party) -> Party:
    return replace(p, label="")


@lru_cache(maxsize=65536)
def _unlabelled(s: Spot) -> Spot:
    return replace(s, label="")


def toll(t: Told) -> str:
    """What a toll counts: dead, wounded, missing or damage, told by its trigger, else by what is counted."""
    kinds = words().tolls
    q = t.claim.quantity
    spans = [t.claim.trigger, *((q.counted or q.span,) if q else ()), *((t.claim.target,) if t.claim.target else ())]
    for span in spans:
        for w in stems(t.words(span)):
            if w in kinds:
                return kinds[w]
    return ""


def _window(when: Period | None, published: date | None, plan: bool, news: int) -> tuple[int | None, int | None, int]:
    told = published.toordinal() if published else None
    if when is None:
        if told is None:
            return None, None, 0
        return (told, told + FAR, 0) if plan else (told - news, told, 0)
    first = when.first.toordinal() if when.first else None
    last = when.last.toordinal() if when.last else None
    if first is None and last is not None:
        first = min(told if plan and told is not None else last - 366, last)
    if last is None and first is not None:
        last = max(first, first + 366 if plan else told if told is not None else first)
    return first, last, _SLACK.get(when.grain, 31)


def _tokens(t: Told) -> frozenset[str]:
    """The words of the sentence that tell what it is about, without those that name the parties.

    Words that mean the same in several languages are one, and places go by their id.
    """
    named = {w for span in (t.claim.actor, t.claim.target, t.claim.trigger) if span for w in stems(t.words(span))}
    quote = folded(t.quote).replace("cessez le feu", "cessez-le-feu")
    told = (stem(w) for w in quote.split())
    concepts = words().concepts
    found = {concepts.get(w, w) for w in told if len(w) > 3 and w not in words().stop and w not in named}
    return frozenset(found | {f"@{s.id}" for s in t.spots if not s.inferred})


@cache
def _matters() -> frozenset[str]:
    """What sentences are about, in any language."""
    return frozenset(words().concepts.values())
