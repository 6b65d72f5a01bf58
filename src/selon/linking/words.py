"""The words by which claims are compared, of all language packs and of the tables of linking, put together once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from selon.gazetteer.names import fold
from selon.languages.load import rows, table
from selon.linking import tables

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """What the tables `linking.toml` of the language packs and `tables/words.toml` say, folded and in the singular."""

    stop: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    plural: frozenset[str]
    anyone: frozenset[str]
    press: frozenset[str]
    roles: dict[str, str]
    bodies: dict[tuple[str, ...], str]
    generic: frozenset[str]
    groups: dict[tuple[str, ...], str]
    endorse: tuple[tuple[str, str], ...]
    endorse_not: frozenset[str]
    tolls: dict[str, str]
    truce: tuple[str, ...]
    truce_nouns: frozenset[str]
    truce_said: dict[str, re.Pattern[str]]
    put_off: frozenset[str]
    agencies: frozenset[str]
    titles: frozenset[str]
    before: frozenset[str]
    mine: frozenset[str]
    theirs: frozenset[str]
    negations: frozenset[str]
    shared: dict[str, frozenset[str]]
    offices: frozenset[str]
    both_sides: re.Pattern[str]
    nobody: frozenset[str]
    asks: frozenset[str]
    sites: re.Pattern[str]
    whole: frozenset[str]
    part: frozenset[str]
    no_longer: tuple[str, ...]
    completed: frozenset[str]
    ends: frozenset[str]
    mutual: re.Pattern[str]
    concepts: dict[str, str]
    corrects: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def words() -> Words:
    """The words of every language together: names cross languages, and so do quotations of them."""
    packs = [table(lang, "linking") for lang in LANGUAGES]
    own = tables.table("words")

    def flat(name: str) -> frozenset[str]:
        return both(w for p in packs for w in p[name])

    return Words(
        stop=flat("stop"),
        definite=flat("definite"),
        indefinite=flat("indefinite"),
        plural=flat("plural"),
        anyone=flat("anyone"),
        press=flat("press"),
        roles={stem(w): role for p in (own, *packs) for role, ws in p["roles"].items() for w in ws},
        bodies={stems(w): key for p in (own, *packs) for key, ws in p["bodies"].items() for w in ws},
        generic=both(own["generic"]),
        groups={stems(w): key for p in packs for key, ws in p["groups"].items() for w in ws},
        endorse=tuple(
            (phrase, what) for p in packs for what, ws in p["endorse"].items() if what != "not" for phrase in ws
        ),
        endorse_not=frozenset(w for p in packs for w in p["endorse"]["not"]),
        tolls={stem(w): kind for p in packs for kind, ws in p["tolls"].items() for w in ws},
        truce=tuple(w for p in packs for w in p["truce"]["words"]),
        truce_nouns=both(w for p in packs for phrase in p["truce"]["words"] for w in phrase.split()),
        truce_said={
            value: re.compile(rf" (?:{'|'.join(found)}) ") for value, found in own["truce"].items() if value != "before"
        },
        put_off=frozenset(own["truce"]["before"]),
        agencies=frozenset(fold(r["name"]) for r in rows("fr", "organisations") if r["class"] in ("agency", "media")),
        titles=frozenset(stem(fold(r["lemma"])) for r in rows("fr", "sources") if r["kind"] == "title")
        | frozenset(stem(fold(r["title"]).strip(". ")) for r in rows("fr", "titles")),
        before=both(own["before"]),
        mine=both(own["mine"]),
        theirs=both(own["theirs"]),
        sites=re.compile(rf" (?:{'|'.join(own['sites'])}) "),
        negations=frozenset(own["negations"]),
        shared={stem(w): frozenset(codes.split("|")) for codes, ws in own["shared"].items() for w in ws},
        offices=both(own["offices"]),
        both_sides=re.compile(rf" (?:{'|'.join(own['both_sides'])}) "),
        nobody=frozenset((*own["nobody"], *own["asks"])),
        asks=frozenset(own["asks"]),
        whole=frozenset(own["extent"]["whole"]),
        part=frozenset(own["extent"]["part"]),
        no_longer=tuple(own["extent"]["no_longer"]),
        completed=both(own["extent"]["completed"]),
        ends=both(own["extent"]["ends"]),
        mutual=re.compile(rf" (?:{'|'.join(own['mutual'])}) "),
        concepts={
            stem(part): concept for w, concept in tables.concepts().items() for part in (fold(w).replace(" ", "-"),)
        },
        corrects=(tuple(own["correction"]["verbs"]), tuple(own["correction"]["nouns"])),
    )


def both(words: Iterable[str]) -> frozenset[str]:
    """Words as they stand and in the singular."""
    return frozenset(form for w in words for form in (w, stem(w)))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A text in lower case, without accents and marks; kept, since a sentence is asked for several times."""
    return fold(text)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without the mark of the plural: "soldats" gives "soldat", "generaux" "general"."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 3 and word[-1] in "sx" and word[-2] not in "su":
        return word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("us") and word[-3] in "eo" else word


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The folded words of a phrase, each without the mark of the plural."""
    return tuple(stem(w) for w in fold(text.replace(".", "")).split())
