"""Places that no name of the gazetteer answers to, told by the words beside them: "la base de X", "X Street"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from selon.model import Span
from selon.reading.toponyms.context import before
from selon.reading.toponyms.mention import Mention
from selon.reading.toponyms.pack import Pack
from selon.reading.toponyms.people import People
from selon.reading.toponyms.words import Word, near

PREPOSITIONS = frozenset({"a", "en", "dans", "sur", "vers", "in", "at", "near", "from", "de", "pres"})
"""Capitalised at the head of a sentence they join the name after them."""


LONGEST = 4
"""Words of a listed name."""


def unknown(words: Sequence[Word], pack: Pack, taken: frozenset[int], people: People) -> Iterator[Mention]:
    """Capitalised names beside a noun for a place, a street's word or a preposition that only places follow, none of
    whose words is taken yet."""
    for run in map(_headless, people.runs):
        free = [w for w in run if w.i not in taken]
        if not free or (len(free) != len(run) and free[-1].i != run[-1].i):
            continue
        found = [*_street(run, words, pack)] or [*_facility(run, free, words, pack)]
        if not found and len(free) == len(run):
            found = [*_named(run, words, pack, people)] or [*_introduced(run, words, pack, people)]
        yield from found


def _named(run: Sequence[Word], words: Sequence[Word], pack: Pack, people: People) -> Iterator[Mention]:
    name = [w for w in run if w.key not in pack.nouns] if pack.lang == "en" else list(run)
    if not name or any(w.i in people.words for w in name) or name[0].first or name[0].key in pack.common:
        return
    if any(b.i != a.i + 1 for a, b in itertools.pairwise(name)) or len(name) > 4:
        return
    first = words[name[0].i - 1] if name[0].i and words[name[0].i - 1].key in ("al", "el") else name[0]
    ahead = before(words, first.i, pack)
    if not ahead.noun or ahead.at < 0 or first.text.isupper():
        return
    nouns = [words[k].key for k in range(max(0, ahead.at - 2), ahead.at + 1)]
    if pack.solid.isdisjoint(nouns):
        return
    yield _mention(first, name[-1], f"named as {ahead.noun}", ahead.noun)


def _introduced(run: Sequence[Word], words: Sequence[Word], pack: Pack, people: People) -> Iterator[Mention]:
    """A name after a preposition that places follow ("à Memryk", "near Foua"), of nobody that the text names."""
    first = words[run[0].i - 1] if run[0].i and words[run[0].i - 1].key in ("al", "el") else run[0]
    ahead = before(words, first.i, pack)
    told = ahead.preposition in pack.only_places and ahead.at + len(ahead.preposition.split()) == first.i
    if not (told or ahead.verb) or first.first or len(run) > 3:
        return
    if any(w.i in people.words or w.key in people.surnames or w.key in pack.names_only for w in run):
        return
    if not _nameable(run, pack):
        return
    if ahead.preposition in pack.also_people and _told(words, ahead.at, pack):
        return
    yield _mention(first, run[-1], f"after «{ahead.preposition or ahead.verb}»", "")


def spelled(words: Sequence[Word], pack: Pack, taken: frozenset[int], people: People) -> Iterator[Mention]:
    """Capitalised names that nothing is known of, after a preposition or in a list: perhaps a near spelling."""
    for run in map(_headless, people.runs):
        if not run or any(w.i in taken or w.i in people.words or w.key in people.surnames for w in run) or run[0].first:
            continue
        if len(run) > 2 or not _nameable(run, pack) or any(w.key in pack.names_only for w in run):
            continue
        first = words[run[0].i - 1] if run[0].i and words[run[0].i - 1].key in ("al", "el") else run[0]
        ahead = before(words, first.i, pack)
        if ahead.preposition or words[first.i].gap == ", ":
            yield _mention(first, run[-1], "written like a place of a country that the text is about", "")


def again(words: Sequence[Word], found: Sequence[Mention], taken: frozenset[int], people: People) -> Iterator[Mention]:
    """Other mentions of the places that the patterns found, in whatever part of a sentence they stand."""
    known = {m.key: m for m in found if m.first == m.last and m.noun != "facility"}
    for w in words:
        if w.cap and w.i not in taken and w.i not in people.words and w.key in known:
            span = Span(w.start, w.end)
            yield Mention(w.i, w.i, span, w.key, (), known[w.key].noun, 1.5, why=["a place by another mention"])


def listed(
    words: Sequence[Word], pack: Pack, found: Sequence[Mention], taken: frozenset[int], people: People
) -> Iterator[Mention]:
    """Names that nothing else tells to be places, in a list after a noun for several: "les quartiers de X, Y et Z".

    The list must close with a joining word.
    """
    ends = {m.first: m for m in found}
    for m in found:
        if not _plural(words, m.first, pack):
            continue
        waiting: list[Mention] = []
        at = m.last + 1
        while at < len(words):
            closing = words[at].key in pack.joining and words[at].gap in (" ", ", ")
            first = at + closing
            if first >= len(words) or not (closing or words[at].gap == ", "):
                break
            last = ends[first].last if first in ends else _name(words, first)
            if last is None or (first not in ends and not _free(words[first : last + 1], pack, taken, people)):
                break
            if first not in ends:
                waiting.append(_mention(words[first], words[last], f"listed with «{m.key}»", m.noun))
            if closing:
                yield from waiting
                break
            at = last + 1


def _plural(words: Sequence[Word], first: int, pack: Pack) -> bool:
    """Whether a noun for several places stands before a name: "les villages de X"."""
    at = before(words, first, pack).at
    keys = [words[k].key for k in range(max(0, at - 2), at + 1)] if at >= 0 else []
    return any(k in pack.nouns and not pack.nouns.keys().isdisjoint(_singular(k)) for k in keys)


def _singular(key: str) -> tuple[str, ...]:
    """What a plural may be the plural of; nothing for a singular."""
    return (key[:-1], key[:-3] + "y") if key.endswith(("s", "x")) else ()


def _name(words: Sequence[Word], first: int) -> int | None:
    """The last word of the name that begins there ("al-Machad", "Tell Rifaat"), None where none does."""
    last = first + 1 if words[first].key in ("al", "el") and first + 1 < len(words) else first
    if not words[last].cap:
        return None
    while last + 1 < len(words) and words[last + 1].cap and near(words[last + 1]):
        last += 1
    return last if last - first < LONGEST else None


def _free(name: Sequence[Word], pack: Pack, taken: frozenset[int], people: People) -> bool:
    """Whether the words of a name are nobody's and no place's that was found before."""
    if any(w.i in taken or w.i in people.words for w in name):
        return False
    return _nameable([w for w in name if w.cap], pack)


def _headless(run: list[Word]) -> list[Word]:
    """The run without the preposition that a sentence begins with ("A Bambéto")."""
    return (
        run[1:]
        if len(run) > 1 and run[0].first and len(run[0].key) < 5 and run[1].gap == " " and (run[0].key in PREPOSITIONS)
        else run
    )


def _nameable(run: Sequence[Word], pack: Pack) -> bool:
    """Whether the words may be the name of something that no list knows, and are no acronym."""
    if " ".join([w.key for w in run]) in pack.bodies:
        return False
    if any(w.key in pack.common or w.key in pack.bodies or w.key in pack.generic or w.text.isupper() for w in run):
        return False
    return all(
        (w.key.isalpha() and len(w.key) > 3) or w.key in ("al", "el") or w.key in pack.place_heads for w in run if w.cap
    )


def _told(words: Sequence[Word], at: int, pack: Pack) -> bool:
    """Whether a word that people follow stands before the preposition ("face à", "dit à", "remis à")."""
    return at > 0 and words[at].gap == " " and words[at - 1].key in pack.people_before


def _street(run: Sequence[Word], words: Sequence[Word], pack: Pack) -> Iterator[Mention]:
    """A street or square by its word and its name: "place de la Bastille", "Promenade des Anglais"."""
    if len(run) > 1 and run[0].key in pack.streets and not run[0].first:
        yield _mention(run[0], run[-1], f"named as «{run[0].text}»", "facility")
        return
    p, article = run[0].i - 1, False
    while p >= 0 and near(words[p + 1]) and (words[p].key in pack.links or words[p].low in pack.determiners):
        article = article or words[p].low in pack.determiners or words[p].key in ("du", "des")
        p -= 1
    if p < 0 or p == run[0].i - 1 or not near(words[p + 1]) or words[p].key not in pack.streets:
        return
    if article or words[p].key not in pack.unsure_streets:
        yield _mention(words[p], run[-1], f"named as «{words[p].text}»", "facility")


def _named_as(words: Sequence[Word], i: int, pack: Pack) -> Word | None:
    """The last word of the noun for a building that stands right before word `i`, adjectives aside."""
    p = i - 1
    while p > 0 and words[p].key in pack.between and near(words[p + 1]):
        p -= 1
    if p < 0 or not near(words[p + 1]):
        return None
    for n in (2, 1, 0):
        if n <= p and " ".join([w.key for w in words[p - n : p + 1]]) in pack.facilities_before:
            return words[p]
    return None


def _facility(run: Sequence[Word], free: Sequence[Word], words: Sequence[Word], pack: Pack) -> Iterator[Mention]:
    last = run[-1]
    if len(run) > 1 and last.key in pack.facilities_after and len(run) <= 6:
        start = 1 if run[0].first and run[0].key in pack.common and len(run) > 2 else 0
        if free[0].i <= run[start].i:
            yield _mention(run[start], last, f"a name with «{last.text}»", "facility")
        return
    ahead = None if run[0].first else _named_as(words, run[0].i, pack)
    if ahead is not None and len(free) == len(run):
        yield _mention(run[0], last, f"named as «{ahead.text}»", "facility")


def _mention(first: Word, last: Word, why: str, noun: str) -> Mention:
    span = Span(first.start, last.end)
    key = " ".join([first.key, last.key] if first is not last else [first.key])
    return Mention(first.i, last.i, span, key, (), noun, 1.5, why=[why])
