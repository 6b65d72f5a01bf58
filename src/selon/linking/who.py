"""Who is meant in a dispatch: a mention is told by what else the dispatch says of the same ones.

"Forces de soutien rapide (FSR)" ties a name to its acronym, "l'armée" is the one that the dispatch names more fully
("l'armée soudanaise"), "nos combattants" are of the one who speaks. What is told so is marked as inferred.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from selon.gazetteer.names import sound
from selon.linking.model import Party
from selon.linking.parties import bare, definite, found_in, head, known_keys, party
from selon.linking.words import folded, stem, stems, words
from selon.model import Claim, Dispatch, Span

_ACRONYM = re.compile(r"\(([^\W\d_a-zß-öø-ÿ][A-Z0-9-]{1,7})\)")
_WORD = re.compile(r"[\w'’-]+")
_LEAD = re.compile(
    r"\s(?:à|au|aux|en|dans|sur|vers|(?:près|autour) d[e']|in|near|at|around|outside|inside)\s*(?:[\w'’-]+ ){0,5}$",
    re.IGNORECASE,
)
"""What stands between a phrase and a place that it does not belong to."""
_ALL_OF = re.compile(r" et | and |, ")
INSTITUTIONS = frozenset({"armee", "army", "gouvernement", "government", "police", "gendarmerie", "parlement"})
"""What every country has one of, so that it is that of the country which a dispatch is about."""


@dataclass(slots=True)
class Company:
    """Who is named in one dispatch. `home` is the ISO code of the country that it is about, if that can be told;
    `pairs` are the parties that it names side by side, `sides` all that act or undergo, `speakers` the parties of those
    who speak and where they are named."""

    home: str = ""
    acronyms: dict[str, str] = field(default_factory=dict)
    known: list[tuple[frozenset[str], str]] = field(default_factory=list)
    pairs: set[frozenset[str]] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    speakers: list[tuple[int, str]] = field(default_factory=list)

    def of(self, label: str, speaker: Span | None = None, subject: Party | None = None) -> Party | None:
        """Who the words mean. `speaker` is where the one is named who vouches for the claim, `subject` its actor, where
        the words are those of its target."""
        found = party(label)
        if found is None:
            return self._both(label)
        if found.key:
            return self._at_home(self._by_acronym(found))
        first = stems(label)[:1]
        told = words()
        if first and first[0] in told.mine | told.theirs:
            if subject is not None and subject.key and first[0] in told.theirs:
                return replace(subject, role=found.role, label=found.label, inferred=True)
            key = self._spoken(speaker, office=first[0] in told.mine)
            return replace(found, key=key, inferred=True) if key else found
        if definite(label):
            return self._named_before(found)
        return found

    def _at_home(self, p: Party) -> Party:
        """A word that two countries share means the one that the dispatch is about: "l'armée congolaise"."""
        shared = {c for w in stems(p.label) for c in words().shared.get(w, ())}
        codes = p.key.split("+")
        if self.home not in shared or self.home in codes or not shared & set(codes):
            return p
        return replace(p, key="+".join(sorted(self.home if c in shared else c for c in codes)))

    def _spoken(self, speaker: Span | None, *, office: bool) -> str:
        """The party of the one who speaks; where someone speaks whose words tell none ("spokesman X"), and `office` is
        true, that of the last one who spoke before."""
        if speaker is None:
            return ""
        told = dict(self.speakers)
        if speaker.start in told:
            return told[speaker.start]
        before = [key for at, key in self.speakers if at < speaker.start]
        return before[-1] if office and before else ""

    @property
    def both(self) -> str:
        """The joined keys of the two sides that the dispatch is about; empty where they are not two."""
        keys = self.pairs if len(self.pairs) == 1 else {frozenset(self.sides)}
        pair = next(iter(keys))
        return "+".join(sorted(pair)) if len(pair) == 2 else ""

    def _both(self, label: str) -> Party | None:
        """Those whom "les deux camps" mean; None for other words that tell nobody."""
        both = self.both if words().both_sides.search(f" {folded(label)} ") else ""
        return Party(both, "body", label, inferred=True) if both else None

    def _by_acronym(self, p: Party) -> Party:
        short = self.acronyms.get(sound(bare(p.label)))
        if short is None or p.key in known_keys() or "+" in p.key or len(p.key) == 2:
            return p
        return replace(p, key=short, role="group" if p.role in ("person", "body") else p.role)

    def _named_before(self, p: Party) -> Party:
        """The party that the dispatch names more fully by the same noun; for several nouns, the parties of all."""
        keys = [self._key(part) for part in _ALL_OF.split(p.label)]
        if not all(keys):
            return p
        return replace(p, key="+".join(sorted(set(keys))), inferred=True)

    def _key(self, label: str) -> str:
        noun = head(label)
        keys = {key for tokens, key in self.known if noun in tokens}
        if len(keys) == 1:
            return min(keys)
        countries = {key for _, key in self.known if len(key) == 2}
        return self.home if not keys and noun in INSTITUTIONS and countries <= {self.home} else ""


def company(d: Dispatch, claims: Sequence[Claim]) -> Company:
    """Who is named in a dispatch, by the actors, targets and sources of its claims and by the acronyms in its text."""
    made = Company(_home(claims), _acronyms(d.text))
    for span in {s for c in claims for s in (c.actor, c.target) if s is not None}:
        p = party(span.of(d.text))
        mine: frozenset[str] = frozenset(p.key.split("+")) if p is not None and p.key else frozenset()
        if mine and mine <= known_keys():
            made.sides |= mine
            made.pairs |= {mine} if len(mine) == 2 else set()
    spans = {s for c in claims for s in (c.actor, c.target, c.source.span) if s is not None}
    for span in sorted({c.source.span for c in claims if c.source.span is not None}):
        keys = [key for key, _ in found_in(span.of(d.text))]
        if len(keys) == 1:
            made.speakers.append((span.start, keys[0]))
    for span in sorted(spans):
        for part in _ALL_OF.split(span.of(d.text)):
            keys = [key for key, _ in found_in(part)]
            if len(keys) == 1:
                made.known.append((frozenset(stems(part)), keys[0]))
    return made


def trimmed(span: Span, claim: Claim, text: str, sites: Iterable[str] = ()) -> str:
    """The words of an actor or target without the place or time that they end with: "60 soldats vendredi".

    `sites` are the words of the places that the dispatch names.
    """
    end = span.end
    for s in claim.evidence["time"].spans if "time" in claim.evidence else ():
        if span.covers(s) and s.start > span.start:
            end = min(end, s.start)
    starts = [m.span.start for m in claim.places if span.covers(m.span)]
    starts += [at for site in sites if (at := text.find(site, span.start, span.end)) > span.start]
    for start in starts:
        if lead := _LEAD.search(text[span.start : start]):
            end = min(end, span.start + lead.start())
    kept = text[span.start : end].strip(' ,"«»“”')
    return kept if any(c.isalpha() for c in kept) else span.of(text)


def _home(claims: Iterable[Claim]) -> str:
    """The country that most places of the claims lie in, the one named first among equals."""
    counted = Counter(m.place.country for c in claims for m in c.places if m.place and m.place.country)
    return max(counted, key=lambda c: counted[c]) if counted else ""


def _acronyms(text: str) -> dict[str, str]:
    """Names as they sound → the key of the acronym that stands in brackets behind them."""
    found: dict[str, str] = {}
    for m in _ACRONYM.finditer(text):
        name = _initialled(text[max(0, m.start() - 90) : m.start()], m[1])
        if name:
            p = party(m[1])
            found[sound(name)] = p.key if p is not None and p.key else sound(m[1])
    return found


def _initialled(before: str, acronym: str) -> str:
    """The last words of a text whose initials an acronym is made of; empty where they are not."""
    tokens = list(_WORD.finditer(before))
    letters = [c for c in folded(acronym) if c.isalpha()]
    at: int | None = None
    for m in reversed(tokens):
        if not letters:
            break
        initial = folded(_unelided(m[0]))[:1]
        if initial == letters[-1]:
            letters.pop()
            at = m.start()
        elif stem(folded(m[0])) not in words().stop:
            return ""
    return before[at:].strip() if at is not None and not letters else ""


def _unelided(word: str) -> str:
    return re.split(r"['’]", word)[-1]
