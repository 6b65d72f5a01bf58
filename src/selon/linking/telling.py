"""A report taken apart for linking: what each of its claims is about, by whom it is told, and who confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selon.gazetteer.names import fold
from selon.linking.model import Family, Party, Report, Stage, Told
from selon.linking.parties import party
from selon.linking.spots import country_of, spots
from selon.linking.voices import Cast, cast
from selon.linking.words import words
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
_BACK = 12
"""Claims back to which an actor may be looked for."""


def telling(report: Report, lineage: str, agency: str | None, root: Report | None = None) -> tuple[list[Told], Cast]:
    """The claims of a report in text order, and its voices. `root` is the report that it reprints, if at hand."""
    d = report.dispatch
    voices = cast(report, lineage, agency)
    claims = sorted(report.claims, key=lambda c: (c.trigger, c.type))
    endorsed = _endorsements(report, claims, voices)
    country = country_of(claims, d.text)
    originals = _originals(root) if root is not None else {}
    tolds: list[Told] = []
    for c in claims:
        actor, target = _party(c, d, "actor"), _party(c, d, "target")
        family, denied = _family(c, actor, target)
        where = spots(c, d, family)
        if not where and country is not None and family in PLACED:
            where = (country,)
        tolds.append(
            Told(
                c,
                d,
                voices.voice(c.source),
                family,
                STAGES[c.status],
                denied,
                actor or _before(tolds, family),
                target,
                where,
                _when(c, d.published),
                tuple(sorted(endorsed.get(c.id, set()) - {voices.voice(c.source)})),
                originals.get(_likeness(c, d)),
                agency,
                lineage,
            )
        )
    return tolds, voices


def _family(c: Claim, actor: Party | None, target: Party | None) -> tuple[Family, bool]:
    """The family of a claim, and whether it denies: the end of a presence is a departure."""
    if c.type == "presence" and c.negated:
        return "leave", False
    if c.type == "move" and any(p.role == "from" for p in c.places):
        return "leave", c.negated
    of_forces = actor is not None and actor.role in ("forces", "state") and target is None
    if c.type == "displace" and of_forces and any(p.role in ("from", "at") for p in c.places):
        return "leave", c.negated
    return FAMILIES[c.type], c.negated


def _party(c: Claim, d: Dispatch, field: str) -> Party | None:
    span = c.actor if field == "actor" else c.target
    return None if span is None else party(span.of(d.text))


def _before(tolds: Sequence[Told], family: Family) -> Party | None:
    """The actor of the last claim of the kind in the dispatch, for one that names none."""
    if family not in ("leave", "come", "control"):
        return None
    for t in reversed(tolds[-_BACK:]):
        if t.family == family and t.actor is not None and t.actor.key:
            return replace(t.actor, inferred=True)
    return None


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
    said = " ".join(fold(s.of(text)) for s in a.content)
    cue = fold(a.cue.of(text)) if a.cue else ""
    told = words()
    if len(said.split()) > 8 or told.endorse_not & set(cue.split()):
        return None
    padded = f" {said} "
    return next((what for phrase, what in told.endorse if f" {phrase} " in padded), None)


def _originals(root: Report) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for c in root.claims:
        found.setdefault(_likeness(c, root.dispatch), c.id)
    return found


def _likeness(c: Claim, d: Dispatch) -> tuple[str, str, str]:
    """What a claim and its reprint have in common."""
    return c.type, fold(c.trigger.of(d.text)), fold(c.quote.of(d.text))
