"""Who speaks in a dispatch: every mention of a source brought to the voice that it is of.

A person or body with a name has one voice wherever it speaks. Who is not named has one within a dispatch, its reprints
and its later takes, found again by the words that describe them: "un responsable kurde … le responsable kurde" is one
voice, "un responsable … un autre responsable" are two. Nothing ties unnamed voices of two dispatches. A body told by a
common noun alone is the one that the dispatch names before by that noun ("le ministère syrien de la Défense … le
ministère"), else not named either ("une ONG locale"). "Les deux camps" are the two parties that the dispatch is about:
one voice wherever the same two speak together.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from selon.gazetteer.names import sound
from selon.linking.model import Mention, Report, Voice
from selon.linking.parties import bare, beside_names, definite, found_in, head, party, person
from selon.linking.reasons import because
from selon.linking.words import folded, stem, stems, words
from selon.model import NARRATOR, Source, Span


@dataclass(slots=True)
class Cast:
    """The voices of one dispatch. `of` maps where a source is named (None: the narrator) and its kind to a voice,
    `persons` the voices of persons to their names as they sound, `named` voices to where they are named and the words
    there that say who it is."""

    voices: dict[str, Voice] = field(default_factory=dict)
    of: dict[tuple[str, Span | None], str] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    named: dict[str, list[tuple[Source, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))

    def voice(self, source: Source) -> str:
        """The voice of a source of this dispatch."""
        return self.of[source.kind, source.span]

    def fullest(self, source: Source) -> Source:
        """The same voice where it is named in the same words and more: "un responsable kurde" for "ce responsable"."""
        mentions = [(s, ws) for s, ws in self.named[self.voice(source)] if s.kind == source.kind]
        own = next((ws for s, ws in mentions if s == source), frozenset())
        return max(((s, ws) for s, ws in mentions if own < ws), key=lambda m: len(m[1]), default=(source, own))[0]


@dataclass(slots=True)
class _Known:
    """An unnamed voice as the dispatch has described it so far."""

    voice: str
    head: str
    about: frozenset[str]
    plural: bool


def cast(report: Report, lineage: str, agency: str | None, both: str = "") -> Cast:
    """The voices of a dispatch, in the order of the text.

    `lineage` is the dispatch that this one goes back to (itself, the one it reprints, the first take), `agency` the
    one that vouches for the text, `both` the joined keys of the two parties that the dispatch is about.
    """
    made, known, bodies = Cast(), list[_Known](), list[Voice]()
    text = report.dispatch.text
    named = {c.source for c in report.claims} | {a.source for a in report.attributions}
    for source in sorted(named | {NARRATOR}, key=lambda s: (s.span or Span(-1, -1), s.kind, s.count or 0)):
        if (source.kind, source.span) in made.of:
            continue
        label = "" if source.span is None else " ".join(source.span.of(text).split())
        together = _together(source, label, both)
        voice = _joint(label, together) if together else _voice(source, label, lineage, agency, known, bodies)
        if source.kind == "named":
            made.persons[voice.id] = person(label) or sound(label)
        if source.span is not None and not voice.side:
            voice = replace(voice, side=speaks_for(source, label, text), office=_office(source, label))
        made.of[source.kind, source.span] = voice.id
        made.named[voice.id].append((source, _telling(label)))
        mentions = (Mention(report.dispatch.id, source.span, label),) if source.span is not None else ()
        before = made.voices.get(voice.id)
        known_side = voice.side or (before.side if before else "")
        mentions = (*(before.mentions if before else ()), *mentions)
        made.voices[voice.id] = replace(before or voice, mentions=mentions, side=known_side)
    _may_include(made, known)
    return made


def _telling(label: str) -> frozenset[str]:
    """The words of a mention that say who it is."""
    return frozenset(w for w in stems(label) if len(w) > 1 and w not in words().stop | words().titles)


def _together(source: Source, label: str, both: str) -> str:
    """The joined keys of parties that speak as one: "les deux camps", "Damas et les FDS"; empty where one speaks."""
    if source.kind != "organisation" or not label:
        return ""
    if words().both_sides.search(f" {folded(label)} "):
        return both
    found = party(label)
    return found.key if found is not None and "+" in found.key else ""


def _joint(label: str, keys: str) -> Voice:
    """The voice of parties that speak as one."""
    n = len(keys.split("+"))
    why = (because("speak_together", keys=keys),)
    return Voice(_id("bodies", keys), "organisation", label, least=n, most=n, why=why, side=keys)


def _voice(
    source: Source, label: str, lineage: str, agency: str | None, known: list[_Known], bodies: list[Voice]
) -> Voice:
    if source.kind == "narrator" or not label:
        return narrator(agency, lineage)
    if source.kind == "named":
        name = person(label) or sound(label)
        return Voice(_id("person", name), "named", label, why=(because("name_as_it_sounds", name=name),))
    if source.kind == "organisation":
        return _organisation(source, label, lineage, known, bodies)
    first = stems(label)
    if source.kind == "witness" and (set(first) & words().press or folded(label) == folded(agency or "")):
        why = (because("team", agency=agency) if agency else because("team_unnamed"),)
        return Voice(_id("team", agency or lineage), "witness", label, None, 1, 1, why=why)
    if source.kind == "document" and (author := _author(label)):
        return replace(body(author), name=label, kind="document")
    return _unnamed(source, label, lineage, known)


def _organisation(source: Source, label: str, lineage: str, known: list[_Known], bodies: list[Voice]) -> Voice:
    """The voice of a body: by its name, else that of the one which the dispatch names before by the same noun."""
    if has_name(label):
        bodies.append(body(label))
        return bodies[-1]
    noun = head(label)
    before = {b.id: b for b in bodies if noun in stems(b.name)}
    if noun and definite(label) and len(before) == 1:
        return replace(next(iter(before.values())), name=label)
    return _unnamed(source, label, lineage, known)


def has_name(label: str) -> bool:
    """Whether a body is told by its name or by whose it is, and not by a common noun alone or as one of many."""
    first, *rest = bare(label).split()
    if folded(label).split()[:1] and folded(label).split()[0] in words().indefinite:
        return False
    if found_in(label) or folded(label).removeprefix("l ").removeprefix("agence ") in words().agencies:
        return True
    own = any(c.isupper() for c in first[1:] + "".join(rest))
    return own or (first[:1].isupper() and stem(folded(first)) not in words().roles)


def _author(label: str) -> str:
    """The words of the body whose document it is: "un nouveau bilan de la direction de la santé"; empty for none."""
    if found_in(label):
        return label
    of = _OF.search(label)
    return of[1] if of is not None and has_name(of[1]) and person(of[1]) is None else ""


_OF = re.compile(r"\s(?:de la|de l['’]|des|du|de|of the|of)\s*(\S.*)$")
"""What stands between a document and whose it is."""


def narrator(agency: str | None, lineage: str) -> Voice:
    """The voice of the agency itself."""
    if agency is None:
        return Voice(_id("narrator of", lineage), "narrator", "", lineage, why=(because("no_agency"),))
    return Voice(_id("agency", folded(agency)), "narrator", agency, why=(because("agency_tells", agency=agency),))


@lru_cache(maxsize=65536)
def body(label: str) -> Voice:
    """The voice of a body: told by its country or group and what kind of body it is, else by its name as it sounds."""
    tokens, told = stems(label), words()
    content = [w for w in tokens if w not in told.stop]
    if folded(label).removeprefix("agence ") in told.agencies or " ".join(content) in told.agencies:
        name = folded(label).removeprefix("l ").removeprefix("agence ")
        return Voice(_id("agency", name), "organisation", label, why=(because("medium"),))
    keys = [key for key, _ in found_in(label)]
    kinds = [kind for phrase, kind in told.bodies.items() if _holds(tokens, phrase)]
    if keys:
        kind = sorted(kinds)[0] if kinds else sound(" ".join(beside_names(label))) or "itself"
        kind = "itself" if kind == "government" else kind
        return Voice(
            _id("body", keys[0], kind), "organisation", label, why=(because("matched_as", key=keys[0], kind=kind),)
        )
    name = sound(" ".join(content) or label)
    return Voice(_id("body", name), "organisation", label, why=(because("name_as_it_sounds", name=name),))


def speaks_for(source: Source, label: str, text: str) -> str:
    """The country or group that a source speaks for: that of a body, or of the office that someone holds.

    "Dana Whitlock, porte-parole du Pentagone" speaks for the United States; who is only from a country speaks for none.
    """
    if source.kind in ("organisation", "document"):
        keys = [key for key, _ in found_in(label)]
    else:
        assert source.span is not None
        after = _APPOSITION.match(text, source.span.end)
        said = (label, after[1] if after and source.kind == "named" else "")
        keys = [key for words_ in said if set(stems(words_)) & words().offices for key, _ in found_in(words_)]
    return keys[0] if keys else ""


def _office(source: Source, label: str) -> str:
    """The id of the body that an unnamed spokesman is of, told by its words: "a Pentagon spokeswoman"; else empty."""
    if source.kind != "unnamed" or not set(stems(label)) & words().offices or not found_in(label):
        return ""
    return body(label).id


_APPOSITION = re.compile(r",\s+([^,.;:!?\"»”\n]{3,80})")


def sides(voice: Voice) -> frozenset[str]:
    """What bodies of one state and those who speak for it have in common, so that they do not count as independent; of
    parties that speak as one, that of each."""
    return frozenset(voice.side.split("+")) if voice.side else frozenset({voice.id})


def _unnamed(source: Source, label: str, lineage: str, known: list[_Known]) -> Voice:
    told, tokens = words(), stems(label)
    raw = folded(label).split()
    about = frozenset(w for w in tokens if w not in told.stop)
    content = [w for w in tokens if w not in told.stop]
    head = content[0] if content else folded(label)
    plural = (source.count or 0) > 1 or (source.count is None and _is_plural(raw))
    definite = bool(raw) and raw[0] in told.definite
    if definite:
        for k in reversed(known):
            if k.plural == plural and k.head == head and (about <= k.about or k.about <= about):
                k.about = k.about | about
                return Voice(k.voice, source.kind, label)
    same = sum(1 for k in known if k.head == head and k.about == about)
    id_ = _id("unnamed", lineage, source.kind, head, " ".join(sorted(about)), str(same))
    known.append(_Known(id_, head, about, plural))
    least, most = (source.count, source.count) if source.count else (2, None) if plural else (1, 1)
    why = [because("unnamed")]
    if most is None:
        why.append(because("unnamed_how_many"))
    return Voice(id_, source.kind, label, lineage, least, most, why=tuple(why))


def _is_plural(raw: list[str]) -> bool:
    told = words()
    if not raw:
        return False
    if raw[0] in told.plural:
        return True
    return raw[0] not in told.definite | told.indefinite and raw[-1].endswith("s") and raw[0].endswith(("s", "x"))


def _may_include(made: Cast, known: list[_Known]) -> None:
    """Say of each group which voices beside it may be of it, and of two described alike that they may be one."""
    anyone = words().anyone
    for k in known:
        voice = made.voices[k.voice]
        found = []
        for other in known:
            if other is k or made.voices[other.voice].kind != voice.kind:
                continue
            alike = other.head == k.head and (other.about <= k.about or k.about <= other.about)
            of_group = k.plural and not other.plural and (k.head in anyone or other.head == k.head)
            twice = alike and k.about == other.about and known.index(other) < known.index(k)
            if of_group or (twice and not k.plural):
                found.append(other.voice)
        if found:
            made.voices[k.voice] = replace(voice, may_include=tuple(found))


def _holds(tokens: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tokens[i : i + size] == phrase for i in range(len(tokens) - size + 1))


def _id(*parts: str) -> str:
    return hashlib.sha256("\n".join(("voice", *parts)).encode()).hexdigest()[:16]
