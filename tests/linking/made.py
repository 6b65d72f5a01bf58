"""Reports made by hand: claims told by a few words each, without a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selon.linking.model import Report
from selon.model import (
    Attribution,
    Block,
    Claim,
    ClaimType,
    Dispatch,
    Evidence,
    Grain,
    Period,
    Place,
    PlaceKind,
    PlaceMention,
    PlaceRole,
    Quantity,
    Source,
    SourceKind,
    Span,
    Status,
)


def place(name: str, *within: str, kind: PlaceKind = "city", country: str = "ML") -> Place:
    """A place of the gazetteer; `within` are the ids of what it lies in."""
    id_ = f"gn:{abs(sum(ord(c) * 131**i for i, c in enumerate(name))) % 10**9}"
    return Place(id_, name, kind, 15.0, 2.0, 2000, country, 1, 1, tuple(within), tuple(within))


MALI = place("Mali", kind="country")
GAO = place("Gao", MALI.id, kind="region")
MENAKA = place("Ménaka", GAO.id, MALI.id)
ANSONGO = place("Ansongo", GAO.id, MALI.id)
NIGER = place("Niger", kind="country", country="NE")
NIAMEY = place("Niamey", NIGER.id, country="NE")


@dataclass(frozen=True)
class Says:
    """A claim, and who says so in which words. `time` are two ISO days, "" for open; `ends` the words that deny it."""

    type: ClaimType = "withdraw"
    status: Status = "occurred"
    actor: str = "les forces maliennes"
    target: str = ""
    at: Place | None = MENAKA
    role: PlaceRole = "from"
    source: SourceKind = "narrator"
    who: str = ""
    count: int | None = None
    time: tuple[str, str] | None = None
    grain: Grain = "day"
    blurred: bool = False
    deadline: bool = False
    number: tuple[float | None, float | None] | None = None
    unit: str = "soldat"
    about: bool = False
    negated: bool = False
    hedged: bool = False
    trigger: str = "agit"
    more: str = ""
    ends: str = ""
    confidence: float = 1.0
    id: str = ""


def report(
    id_: str,
    day: str,
    *said: Says,
    agency: str = "ALP",
    reprints: str | None = None,
    superseded_by: str | None = None,
    confirms: tuple[str, str] | None = None,
) -> Report:
    """A dispatch of one paragraph a claim. With `confirms` a last one: who confirms, and what in which words."""
    text, claims, blocks = f"Titre de {id_}", [], [Block("title", Span(0, len(f"Titre de {id_}")))]
    attributions: list[Attribution] = []
    for n, s in enumerate(said):
        text += "\n\n"
        start = len(text)
        claim, sentence = _claim(s, s.id or f"{id_}-{n}", start)
        text += sentence
        claims.append(claim)
        blocks.append(Block("paragraph", Span(start, len(text))))
    if confirms is not None:
        who, what = confirms
        text += "\n\n"
        start = len(text)
        text += f"{who} a confirmé {what}."
        blocks.append(Block("paragraph", Span(start, len(text))))
        cue = Span(start + len(who) + 1, start + len(who) + 11)
        told = Span(cue.end + 1, cue.end + 1 + len(what))
        source = Source("unnamed", Span(start, start + len(who)))
        attributions.append(Attribution(source, cue, (told,), "indirect"))
    d = Dispatch(id_, text, "fr", date.fromisoformat(day), None, agency, None, tuple(blocks))
    return Report(d, tuple(claims), tuple(attributions), reprints, superseded_by)


def _claim(s: Says, id_: str, at: int) -> tuple[Claim, str]:
    sentence, spans = "", {}
    number = "" if s.number is None else f"{s.number[0]:g}-{s.number[1]:g}" if None not in s.number else "beaucoup"
    parts = {
        "actor": s.actor,
        "ends": s.ends,
        "trigger": s.trigger,
        "target": s.target,
        "place": s.at.name if s.at else "",
        "number": number,
        "more": s.more,
        "who": s.who,
    }
    for name, words in parts.items():
        if words:
            sentence += " " if sentence else ""
            spans[name] = Span(at + len(sentence), at + len(sentence) + len(words))
            sentence += words
    quote = Span(at, at + len(sentence))
    when = None
    if s.time is not None:
        first, last = (date.fromisoformat(x) if x else None for x in s.time)
        when = Period(first, last, s.grain, s.blurred)
    q = Quantity(spans["number"], *s.number, s.unit, s.about) if s.number else None
    mention = (PlaceMention(spans["place"], s.role, s.at),) if s.at else ()
    source = Source(s.source, spans.get("who"), s.count)
    return (
        Claim(
            id_,
            spans["trigger"],
            s.type,
            s.status,
            quote,
            s.negated,
            s.hedged,
            source,
            spans.get("actor"),
            spans.get("target"),
            mention,
            when,
            s.deadline,
            q,
            evidence={"negated": Evidence((spans["ends"],), "by hand")} if s.ends else {},
            confidence=s.confidence,
        ),
        sentence,
    )


def official(who: str = "un responsable malien", **more: object) -> Says:
    """A claim by one who is not named."""
    return Says(source="unnamed", who=who, **more)  # type: ignore[arg-type]


def ids(groups: Iterable[Iterable[object]]) -> set[frozenset[object]]:
    """Groups as a set of sets."""
    return {frozenset(g) for g in groups}
