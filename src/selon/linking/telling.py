"""A report taken apart for linking: what each of its claims is about, by whom it is told, and who confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from selon.linking.copies import Originals
from selon.linking.corrections import corrections
from selon.linking.extent import asked, ended, in_part, no_longer
from selon.linking.model import Family, Party, Relay, Report, Spot, Stage, Told
from selon.linking.parties import bare, head
from selon.linking.profile import DAILY, TOLD_BY_WORDS, sort, toll
from selon.linking.spots import country_of, named_spots, narrowed, spots, spots_within
from selon.linking.truces import truce_value
from selon.linking.voices import Cast, cast
from selon.linking.who import INSTITUTIONS, Company, company, trimmed
from selon.linking.words import folded, stem, words
from selon.model import Attribution, Claim, ClaimType, Dispatch, Period, Status

FAMILIES: dict[ClaimType, Family] = {
    "withdraw": "leave",
    "deploy": "come",
    "move": "come",
    "presence": "come",
    "control": "control",
    "attack": "force",
    "fight": "force",
    "casualty": "casualty",
    "detain": "detain",
    "release": "release",
    "displace": "displace",
    "agree": "agree",
    "talk": "talk",
    "demand": "demand",
    "accuse": "accuse",
    "reject": "reject",
    "threaten": "threaten",
    "support": "support",
    "sanction": "sanction",
    "protest": "protest",
    "integrate": "integrate",
    "govern": "govern",
}
STAGES: dict[Status, Stage] = {"hypothetical": "possible", "planned": "planned", "ongoing": "begun", "occurred": "done"}
PLACED: frozenset[Family] = frozenset({"leave", "come", "control", "force", "casualty", "displace"})
"""What happens somewhere: where a claim of it names no place, the country of its dispatch is taken."""
GROUND: frozenset[Family] = frozenset({"leave", "come", "control"})
"""What is done on the ground by someone."""
_NEAR, _WORDS = 30, 5
"""Code points and words before the end of a cue in which its negation stands."""
_ARTICLE = 8
"""Code points before a noun in which its article stands."""
_BACK = 12
"""Claims back to which an actor may be looked for."""


def telling(report: Report, lineage: str, agency: str | None, roots: Sequence[Report] = ()) -> tuple[list[Told], Cast]:
    """The claims of a report in text order, and its voices.

    `roots` are the report that it reprints and those that took its place since, if at hand. Of a reprint, what says the
    same as the original is a copy of it; what else its headline or a sentence of the original tells is left out, as is
    what stands in a note of correction and what is asked and not told.
    """
    d = report.dispatch
    claims = sorted(report.claims, key=lambda c: (c.trigger, c.type))
    known = company(d, claims)
    voices = cast(report, lineage, agency, known.both)
    endorsed = _endorsements(report, claims, voices)
    notes, country = corrections(d), country_of(claims, d.text)
    sites, copies = named_spots(claims, d.text), Originals(d, roots)
    tolds: list[Told] = []
    for c in claims:
        copy_of = copies.of(c)
        if any(n.covers(c.trigger) for n in notes) or (copy_of is None and copies.repeated(c)) or asked(c, d.text):
            continue
        actor, target = _parties(c, d, known, sites)
        family, denied = _family(c, actor, target, d.text)
        if actor is None and target is not None and family in ("integrate", "leave", "come"):
            actor, target = target, None
        where = spots(c, d, family)
        if family in DAILY:
            where = narrowed(where, c, d.text, sites)
        if not where and family in PLACED:
            where = spots_within(c, d.text, sites, beside=family in DAILY)
            where = where or ((country,) if country is not None else ())
        tolds.append(
            Told(
                c,
                d,
                voices.voice(c.source),
                family,
                _stage(c, family, d.text),
                denied,
                actor,
                target,
                where,
                _when(c, d.published),
                tuple(sorted(endorsed.get(c.id, set()) - {voices.voice(c.source)})),
                copy_of,
                agency,
                lineage,
                known.home,
                _relay(c, report.attributions, voices),
                voices.fullest(c.source),
            )
        )
    tolds = [_taken_up(replace(t, actor=_of_the_kind(t, i, tolds)), tolds[:i]) for i, t in enumerate(tolds)]
    heads = [b.span for b in d.blocks if b.kind in ("title", "header")]
    return [_as_told_below(t, tolds) if any(h.covers(t.claim.trigger) for h in heads) else t for t in tolds], voices


def _relay(c: Claim, attributions: Sequence[Attribution], voices: Cast) -> Relay | None:
    """Who passes on what the source of a claim says: whose reported words name that source."""
    at, voice = c.source.span, voices.voice(c.source)
    for a in attributions:
        other = voices.voice(a.source)
        if at is not None and other != voice and any(s.covers(at) and s.covers(c.trigger) for s in a.content):
            return Relay(other, voices.fullest(a.source))
    return None


def _taken_up(t: Told, before: Sequence[Told]) -> Told:
    """A claim, at the place of the one told before in its dispatch that it takes up: "l'EI a revendiqué l'attentat"."""
    article = folded(t.dispatch.text[max(0, t.claim.trigger.start - _ARTICLE) : t.claim.trigger.start]).split()[-1:]
    if t.family not in DAILY or t.claim.places or not article or article[0] not in words().definite:
        return t
    noun = stem(folded(t.words(t.claim.trigger)))
    for o in reversed(before):
        if (o.claim.type, stem(folded(o.words(o.claim.trigger)))) == (t.claim.type, noun) and _exact(o):
            return replace(t, spots=tuple(replace(s, inferred=True) for s in o.spots))
    return t


def _exact(t: Told) -> bool:
    return bool(t.spots) and all(s.exact for s in t.spots)


def _as_told_below(t: Told, tolds: Sequence[Told]) -> Told:
    """A claim of the headline, of the day that the text tells the same of, and at its place where it names none, or one
    around it of what comes many a day."""
    if t.when is not None:
        return t
    own = tuple(s for s in t.spots if not (s.inferred or (s.vague and t.family in DAILY)))
    for o in tolds:
        same = o.family == t.family and (o.stage, o.denied) == (t.stage, t.denied) and o.when is not None
        told = (toll(o), sort(o)) == (toll(t), sort(t)) and (t.family not in TOLD_BY_WORDS or sort(t))
        if same and told and o is not t and _one_place(o.spots, own) and _one_number(o, t):
            return replace(t, when=o.when, spots=t.spots if own else tuple(replace(s, inferred=True) for s in o.spots))
    return t


def _one_place(mine: Sequence[Spot], yours: Sequence[Spot]) -> bool:
    return {s.id for s in mine} == {s.id for s in yours} or not (mine and yours)


def _one_number(a: Told, b: Told) -> bool:
    p, q = a.claim.quantity, b.claim.quantity
    return p is None or q is None or (p.low, p.high) == (q.low, q.high)


def _parties(c: Claim, d: Dispatch, known: Company, sites: Mapping[str, Spot]) -> tuple[Party | None, Party | None]:
    """Who acts and who undergoes; a place that is left or attacked is no party."""
    speaker = c.source.span
    labels = [s.label for s in sites.values()]
    actor = None if c.actor is None else known.of(trimmed(c.actor, c, d.text, labels), speaker)
    if actor is not None and folded(bare(actor.label)) in sites:
        actor = None
    target = None if c.target is None else known.of(trimmed(c.target, c, d.text, labels), speaker, actor)
    if target is not None and c.target is not None:
        at = c.target
        if folded(target.label) in sites or any(m.span.overlaps(at) and m.span.covers(at) for m in c.places):
            target = None
    return actor, target


def _stage(c: Claim, family: Family, text: str) -> Stage:
    """How far it has come: where a part of a force left or joined another, it is under way."""
    stage = STAGES[c.status]
    return "begun" if stage == "done" and family in ("leave", "integrate") and in_part(c, text) else stage


def _family(c: Claim, actor: Party | None, target: Party | None, text: str) -> tuple[Family, bool]:
    """The family of a claim, and whether it denies: the end of a presence is a departure, and denies none. Who breaks a
    truce is told with what becomes of truces."""
    if c.type == "presence" and c.negated and (c.status == "planned" or no_longer(c, text) or ended(c, text)):
        return "leave", False
    if c.type == "reject" and truce_value(c, text):
        return "agree", c.negated
    if c.type in ("withdraw", "agree") and ended(c, text):
        return FAMILIES[c.type], False
    goes = words().concepts.get(stem(folded(c.trigger.of(text)))) == "leaving"
    if c.type == "move" and (goes or any(p.role == "from" for p in c.places)):
        return "leave", c.negated
    of_forces = actor is not None and actor.role in ("forces", "state") and target is None
    if c.type == "displace" and of_forces and any(p.role in ("from", "at") for p in c.places):
        return "leave", c.negated
    return FAMILIES[c.type], c.negated


def _of_the_kind(t: Told, at: int, tolds: Sequence[Told]) -> Party | None:
    """The actor of a claim; where it names nobody, that of a claim of the kind in its dispatch.

    Where it says what and not whose ("le dernier convoi"), that of one at the same place; where it says nothing, that
    of the last one before.
    """
    if t.family not in GROUND or (t.actor is not None and (t.actor.key or t.family == "control")):
        return t.actor
    like = [o for o in tolds if o is not t and o.family == t.family and o.actor is not None and o.actor.key]
    if t.actor is not None:
        if t.family != "leave" or head(t.actor.label) in INSTITUTIONS:
            return t.actor
        here = {i for s in t.spots if s.exact for i in (s.id, *s.within)}
        keys = {o.actor.key for o in like if o.actor and o.actor.role != "people" and here & {s.id for s in o.spots}}
        if t.actor.role == "forces" and len(keys) == 1:
            return replace(t.actor, key=min(keys), inferred=True)
        return t.actor
    before = tolds[max(0, at - _BACK) : at]
    found = next((o.actor for o in reversed(before) if o in like), None)
    return None if found is None else replace(found, inferred=True)


def _when(c: Claim, published: date | None) -> Period | None:
    """The claim's period; what is over cannot last beyond the day of the dispatch."""
    t = c.time
    if t is None or c.status != "occurred" or published is None or c.deadline:
        return t
    if t.last is None and (t.first is None or t.first <= published):
        return Period(t.first, published, t.grain, t.approximate)
    return t


def _endorsements(report: Report, claims: Sequence[Claim], voices: Cast) -> dict[str, set[str]]:
    """Which claims who confirmed: "le responsable a confirmé ces informations" is of the paragraph before."""
    found: dict[str, set[str]] = {}
    d = report.dispatch
    paragraphs = [b.span for b in d.blocks if b.kind in ("paragraph", "title", "caption")]
    for a in report.attributions:
        what = _confirmed(a, d.text)
        if what is None or a.cue is None:
            continue
        cue = a.cue
        at = next((i for i, p in enumerate(paragraphs) if p.covers(cue)), 0)
        here = [
            c for c in claims if at and paragraphs[at].covers(c.trigger) and c.trigger < min(a.content, default=cue)
        ]
        before = [c for c in claims if at and paragraphs[at - 1].covers(c.trigger)]
        for c in here or before:
            if (what == "time" and c.time is None) or (what == "number" and c.quantity is None):
                continue
            if c.type not in ("demand", "govern"):
                found.setdefault(c.id, set()).add(voices.voice(a.source))
    return found


def _confirmed(a: Attribution, text: str) -> str | None:
    said = " ".join(folded(s.of(text)) for s in a.content)
    cue = folded(a.cue.of(text)) if a.cue else ""
    told = words()
    if len(said.split()) > 8 or told.endorse_not & set(cue.split()):
        return None
    if a.cue is not None and told.negations & set(
        folded(text[max(0, a.cue.start - _NEAR) : a.cue.end]).split()[-_WORDS:]
    ):
        return None
    padded = f" {said} "
    return next((what for phrase, what in told.endorse if f" {phrase} " in padded), None)
