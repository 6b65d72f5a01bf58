"""Past or to come: the light clues that the words around an expression give, without a parse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from selon.model import Span
from selon.reading.periods.tokens import BREAK, Tokens

REACH = 28
"""Tokens looked at on either side."""
GAP = 4
"""Tokens that may stand between an auxiliary or modal and its verb."""

Tense = Callable[[Span], str | None]


@dataclass(frozen=True, slots=True)
class Clue:
    """A word that shows tense: token index, -1 past or 1 future, and how strongly it draws."""

    at: int
    turn: int
    weight: float


def turn(tokens: Tokens, first: int, end: int, words: Mapping[str, Any], tense: Tense | None) -> int | None:
    """-1 where the clause around tokens `[first, end)` is past, 1 where it is to come, None where nothing tells."""
    if tense is not None:
        told = tense(Span(tokens.starts[first], tokens.ends[end - 1]))
        if told is not None:
            return {"past": -1, "future": 1}.get(told)
    if adjacent := _adjacent(tokens, first, words):
        return adjacent
    start, stop = _sentence(tokens, first, end, words)
    best: tuple[float, int] | None = None
    for clue in _clues(tokens, start, stop, words):
        if first <= clue.at < end:
            continue
        distance = _distance(tokens, clue.at, first, end, words) - clue.weight
        if distance <= words["reach"] and (best is None or distance < best[0]):
            best = (distance, clue.turn)
    return best[1] if best else None


def granted(tokens: Tokens, first: int, words: Mapping[str, Any]) -> bool:
    """Whether a word shortly before token `first` grants time ("donné jusqu'à samedi"): its end is to come."""
    return any(w.lower() in words["granting"] for w in tokens.words[max(0, first - GAP) : first])


def _sentence(t: Tokens, first: int, end: int, words: Mapping[str, Any]) -> tuple[int, int]:
    stops = words["stops"]
    start = first
    while start > 0 and first - start < REACH and t.words[start - 1] not in stops and t.signatures[start - 1] != BREAK:
        start -= 1
    stop = end
    while stop < len(t) and stop - end < REACH and t.words[stop] not in stops and t.signatures[stop] != BREAK:
        stop += 1
    return start, stop


def _distance(t: Tokens, at: int, first: int, end: int, words: Mapping[str, Any]) -> float:
    """Tokens between, the borders of clauses counting more; what follows is a little farther than what precedes."""
    between = range(at + 1, first) if at < first else range(end, at)
    cost = float(len(between)) * (1.0 if at < first else 1.2)
    for i in between:
        if t.words[i] == "," and at > first:
            cost += words["right_comma_cost"]
        elif t.words[i].lower() in words["borders"]:
            cost += words["border_cost"]
        elif t.words[i] in words["quotes"]:
            cost += words["quote_cost"]
    return cost


def _clues(t: Tokens, start: int, stop: int, words: Mapping[str, Any]) -> list[Clue]:
    clues: list[Clue] = []
    i = start
    while i < stop:
        word = t.words[i].lower()
        if word in words["future"]:
            clues.append(Clue(i, 1, 2.0))
        elif word in words["past"]:
            clues.append(Clue(i, -1, 0.0))
        elif word in words["auxiliaries"] and (v := _verb(t, i, stop, words, participle=True)) is not None:
            planned = t.words[v].lower() in words["future"]
            clues.append(Clue(v, 1 if planned else -1, 2.0 if planned else 1.0))
            i = v
        elif word in words["modals"] and (v := _verb(t, i, stop, words, participle=False)) is not None:
            clues.append(Clue(v, 1, 1.0))
            i = v
        elif turned := _ending(t.words[i], words):
            clues.append(Clue(i, turned, 0.0))
        i += 1
    return clues


def _verb(t: Tokens, i: int, stop: int, words: Mapping[str, Any], participle: bool) -> int | None:
    """The participle, or infinitive, that the auxiliary or modal at `i` governs."""
    endings = words["participle_endings"] if participle else words["infinitive_endings"]
    forms = words["participles"] if participle else words["infinitives"]
    found = None
    for j in range(i + 1, min(i + 1 + GAP, stop)):
        word = t.words[j].lower()
        if word in words["borders"] and word not in words["passable"]:
            break
        if word in forms or (len(word) > 3 and word.endswith(tuple(endings)) and word not in words["no_verbs"]):
            found = j
            break
    if found is not None and participle and found + 1 < stop and t.words[found].lower() in words["linking"]:
        further = _verb(t, found, stop, words, participle)
        return further if further is not None else found
    return found


def _adjacent(t: Tokens, first: int, words: Mapping[str, Any]) -> int:
    """The direction of a participle right before the expression ("signé lundi", "prévu jeudi"); 0 without one."""
    i = first - 1
    while i >= 0 and first - i <= GAP and t.words[i].lower() in words["skippable"]:
        i -= 1
    if i < 0:
        return 0
    word = t.words[i]
    if word in words["future"] or word in words["future_adjacent"]:
        return 1
    if word in words["participles"]:
        return -1
    fits = len(word) > 3 and word.islower() and word.endswith(tuple(words["adjacent_endings"]))
    return -1 if fits and word not in words["no_verbs"] and not _ruled_out(t, i, words) else 0


def _ruled_out(t: Tokens, i: int, words: Mapping[str, Any]) -> bool:
    """Whether an auxiliary of the future governs the participle: "sera signé lundi", "doit être signé lundi"."""
    before = [w.lower() for w in t.words[max(0, i - GAP) : i]]
    return any(w in words["future"] or w in words["modals"] or w == words["be"] for w in before)


def _ending(word: str, words: Mapping[str, Any]) -> int:
    """-1 or 1 by the ending of a word that can be a finite verb, 0 where it tells nothing."""
    if len(word) < 5 or not word.islower() or word in words["no_verbs"]:
        return 0
    if word.endswith(tuple(words["future_endings"])):
        return 1
    if word.endswith(tuple(words["past_endings"])):
        return -1
    return 0
