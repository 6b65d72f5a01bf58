"""The words of all language packs by which claims are compared, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from selon.gazetteer.names import fold
from selon.languages.load import rows, table

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """What the tables `linking.toml` of the language packs say, folded and in the singular."""

    stop: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    plural: frozenset[str]
    anyone: frozenset[str]
    press: frozenset[str]
    roles: dict[str, str]
    bodies: dict[tuple[str, ...], str]
    groups: dict[tuple[str, ...], str]
    endorse: tuple[tuple[str, str], ...]
    endorse_not: frozenset[str]
    tolls: dict[str, str]
    truce: tuple[str, ...]
    ended: frozenset[str]
    agencies: frozenset[str]
    titles: frozenset[str]


@cache
def words() -> Words:
    """The words of every language together: names cross languages, and so do quotations of them."""
    packs = [table(lang, "linking") for lang in LANGUAGES]

    def flat(name: str) -> frozenset[str]:
        return frozenset(form for p in packs for w in p[name] for form in (w, stem(w)))

    return Words(
        stop=flat("stop"),
        definite=flat("definite"),
        indefinite=flat("indefinite"),
        plural=flat("plural"),
        anyone=flat("anyone"),
        press=flat("press"),
        roles={stem(w): role for p in packs for role, ws in p["roles"].items() for w in ws},
        bodies={stems(w): key for p in packs for key, ws in p["bodies"].items() for w in ws},
        groups={stems(w): key for p in packs for key, ws in p["groups"].items() for w in ws},
        endorse=tuple(
            (phrase, what) for p in packs for what, ws in p["endorse"].items() if what != "not" for phrase in ws
        ),
        endorse_not=frozenset(w for p in packs for w in p["endorse"]["not"]),
        tolls={stem(w): kind for p in packs for kind, ws in p["tolls"].items() for w in ws},
        truce=tuple(w for p in packs for w in p["truce"]["words"]),
        ended=frozenset(stem(w) for p in packs for w in p["truce"]["ended"]),
        agencies=frozenset(fold(r["name"]) for r in rows("fr", "organisations") if r["class"] in ("agency", "media")),
        titles=frozenset(stem(fold(r["lemma"])) for r in rows("fr", "sources") if r["kind"] == "title")
        | frozenset(stem(fold(r["title"]).strip(". ")) for r in rows("fr", "titles")),
    )


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
