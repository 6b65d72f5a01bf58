"""The event lexicon: which words may be triggers, of which type, under which conditions, with which roles.

The lexicon is `languages/<lang>/events_*.tsv`; its header explains the columns. Conditions look at the dependents of
the trigger in the Universal Dependencies tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from selon.errors import DataError
from selon.languages.load import rows, table
from selon.model import CLAIM_TYPES, PLACE_ROLES, ClaimType, PlaceRole
from selon.reading.syntax import Syntax

if TYPE_CHECKING:
    from selon.reading.tree import Token

FILES = ("events_verbs_force", "events_verbs_harm", "events_verbs_politics", "events_verbs_state",
         "events_nouns")  # fmt: skip
FLAGS = ("refl", "norefl", "pass", "act", "obj", "noobj")


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: a flag, or a dependent (`slot`) whose lemma is among `lemmas` ("*": any)."""

    slot: str
    lemmas: frozenset[str]
    negated: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: under `needs`, `lemma` is a trigger of `type` (None: of none), as surely as `prior` (1 to 3)."""

    lemma: str
    pos: str
    type: ClaimType | None
    prior: int
    needs: tuple[Need, ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    places: Mapping[str, PlaceRole]
    example: str
    key: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of one language by lemma and word class, in file order, specific ones first."""

    entries: Mapping[tuple[str, str], tuple[Entry, ...]]

    def match(self, s: Syntax, t: Token) -> Entry | None:
        """The first entry for `t` whose conditions hold; None where the word is not in the lexicon.

        A past participle tagged as an adjective or noun is looked up as its verb when its own class has no entry.
        """
        key = "entry", t.i
        if key not in s.asked:
            s.asked[key] = self._match(s, t)
        found: Entry | None = s.asked[key]
        return found

    def _match(self, s: Syntax, t: Token) -> Entry | None:
        lemma = s.lemma(t)
        for pos in _classes(t.pos_):
            for entry in self.entries.get((lemma, pos), ()):
                if not entry.needs or holds(s, t, entry):
                    return entry
        return None


def _classes(pos: str) -> tuple[str, ...]:
    if pos in ("VERB", "AUX"):
        return ("VERB", "NOUN", "ADJ")
    if pos == "ADJ":
        return ("ADJ", "VERB", "NOUN")
    return ("NOUN", "ADJ", "VERB")


@lru_cache(maxsize=8)
def load_lexicon(lang: str) -> Lexicon:
    """The event lexicon of a language.

    Raises:
        DataError: a row is malformed.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for name in FILES:
        for n, row in enumerate(rows(lang, name), 1):
            try:
                entry = _entry(row, classes(lang))
            except (ValueError, KeyError) as e:
                raise DataError(f"languages/{lang}/{name}.tsv, row {n} ({row.get('lemma')}): {e}") from e
            found.setdefault((entry.lemma, entry.pos), []).append(entry)
            for form in _participle(entry, lang):
                for pos in ("ADJ", "NOUN"):
                    found.setdefault((form, pos), []).append(entry)
    return Lexicon({k: tuple(sorted(v, key=lambda e: (e.lemma != k[0], not e.needs))) for k, v in found.items()})


def _participle(entry: Entry, lang: str) -> tuple[str, ...]:
    """The participles under which the tagger may file a verb as an adjective or noun, by its ending."""
    if entry.pos != "VERB":
        return ()
    endings: dict[str, list[str]] = table(lang, "syntax")["participles"]
    own = next((x for x in endings if entry.lemma.endswith(x)), None)
    return () if own is None else tuple(entry.lemma.removesuffix(own) + x for x in endings[own])


@lru_cache(maxsize=8)
def classes(lang: str) -> Mapping[str, frozenset[str]]:
    """The word classes (`@force`, `@site` …) of a language: name without the `@` → lemmas."""
    found: dict[str, set[str]] = {}
    for row in rows(lang, "classes"):
        found.setdefault(row["class"].lstrip("@"), set()).add(row["lemma"].lower())
    return {k: frozenset(v) for k, v in found.items()}


def _entry(row: dict[str, str], known: Mapping[str, frozenset[str]]) -> Entry:
    kind = row["type"]
    if kind != "-" and kind not in CLAIM_TYPES:
        raise ValueError(f"unknown type {kind!r}")
    places: dict[str, PlaceRole] = {}
    for cell in filter(None, row["place"].split(",")):
        slot, role = cell.strip().split("=")
        if role not in PLACE_ROLES:
            raise ValueError(f"unknown place role {role!r}")
        places[slot] = role
    return Entry(
        lemma=row["lemma"],
        pos=row["pos"],
        type=None if kind == "-" else cast("ClaimType", kind),
        prior=int(row["prior"] or 2),
        needs=tuple(_need(cell, known) for cell in row["needs"].split()),
        actor=_list(row["actor"]),
        target=_list(row["target"]),
        places=places,
        example=row["example"],
        key=f"{row['lemma']} {row['pos'].lower()}" + (f" [{row['needs']}]" if row["needs"] else ""),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in cell.split(",") if x.strip())


def _need(cell: str, known: Mapping[str, frozenset[str]]) -> Need:
    negated = cell.startswith("not:")
    slot, _, values = cell.removeprefix("not:").partition("=")
    if not values:
        if slot not in FLAGS:
            raise ValueError(f"unknown condition {cell!r}")
        return Need(slot, frozenset(), negated)
    lemmas: set[str] = set()
    for value in values.split("|"):
        if value.startswith("@"):
            lemmas |= known[value[1:]]
        else:
            lemmas.add(value.lower().replace("_", " "))
    names = bool({"@place", "@party", "@person"} & set(values.split("|")))
    return Need(slot, frozenset(lemmas), negated, names)


def holds(s: Syntax, t: Token, entry: Entry) -> bool:
    """Whether all conditions of `entry` hold for `t`."""
    return all(_holds(s, t, need) != need.negated for need in entry.needs)


def _holds(s: Syntax, t: Token, need: Need) -> bool:
    match need.slot:
        case "refl":
            return s.reflexive(t)
        case "norefl":
            return not s.reflexive(t)
        case "pass":
            return s.passive(t)
        case "act":
            return not s.passive(t)
        case "obj" if not need.lemmas:
            return bool(dependents(s, t, "obj"))
        case "noobj":
            return not dependents(s, t, "obj")
    found, lemmas, listed = dependents(s, t, need.slot), s.p.lemmas, need.lemmas
    if not found or "*" in listed:
        return bool(found)
    return any(lemmas[d.i] in listed or d.lower_ in listed or (need.names and d.pos_ == "PROPN") for d in found)


def dependents(s: Syntax, t: Token, slot: str) -> Sequence[Token]:
    """The dependents of `t` in a slot: subj, obj, agent, adj, gov, any, or a preposition. Coordinated ones included.

    The subject of a passive, and the noun that a past participle modifies, count as its object; a noun in the
    possessive counts as one under "of"; "gen" is a noun in the possessive alone, "prt" are the particles of a verb
    ("pull out").
    """
    key = slot, t.i
    if key not in s.dependents:
        s.dependents[key] = _dependents(s, t, slot)
    return s.dependents[key]


def _dependents(s: Syntax, t: Token, slot: str) -> Sequence[Token]:
    match slot:
        case "subj":
            found = [x] if (x := s.subject(t)) is not None and not s.passive(t) else []
        case "obj":
            found = [k for k in s.kids(t) if k.dep_ in ("obj", "iobj") and not _pronoun_se(s, k)]
            if s.passive(t) and (x := s.subject(t)) is not None:
                found.append(x)
        case "agent":
            found = [k for k in s.kids(t) if k.dep_ == "obl:agent" or s.preposition(k) in s.words["by"]]
        case "adj":
            found = [
                k
                for k in s.kids(t)
                if k.dep_ in ("amod", "acl", "advmod", "appos", "compound") or (k.dep_ == "nmod" and k.pos_ == "ADJ")
            ]
        case "gov":
            found = [t.head] if t.head.i != t.i else []
        case "gen":
            found = [k for k in s.kids(t) if k.dep_ == "nmod:poss" and k.pos_ != "PRON"]
        case "prt":
            found = _particles(s, t)
        case "any":
            return [k for k in t.sent if k.i != t.i]
        case _:
            found = [k for k in s.kids(t) if s.preposition(k) == slot]
            if slot in s.words["of"]:
                found += [k for k in s.kids(t) if k.dep_ == "nmod:poss" and k.pos_ != "PRON"]
            if not found and t.head.i != t.i and t.dep_ in ("obj", "obl:arg") and t.pos_ == "NOUN":
                found = [k for k in s.kids(t.head) if k.i > t.i and s.preposition(k) == slot]
    return [y for x in found for y in (x, *(k for k in s.kids(x) if k.dep_ == "conj" or _measured(s, x, k)))]


def _particles(s: Syntax, t: Token) -> list[Token]:
    """The particles of a verb: those that hang on it, and the preposition right behind it ("pull out of the base")."""
    found = [k for k in s.kids(t) if k.i > t.i and k.dep_ in ("compound:prt", "advmod")]
    after = s.p.doc[t.i + 1 : t.i + 2]
    own = {x.i for x in found}
    return found + [k for k in after if k.i not in own and k.lower_ in s.words["particles"]]


def _measured(s: Syntax, x: Token, k: Token) -> bool:
    """Whether `k` is what the noun of number `x` counts ("une trentaine de soldats")."""
    return k.dep_ in ("nmod", "obl:arg") and s.lemma(x) in s.words["measures"] and s.preposition(k) in s.words["of"]


def _pronoun_se(s: Syntax, k: Token) -> bool:
    return k.lower_ in s.words["reflexive"]
