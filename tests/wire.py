"""Dispatches and readings made up for tests of the ledger: different ones for different numbers, always the same."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from selon.intake.taken import Provenance, Taken
from selon.model import Block, Claim, Dispatch, Evidence, Period, PlaceMention, Reading, Source, Span

TYPES = ("withdraw", "attack", "talk", "control")
PLACES = ("Ménaka", "Tombouctou", "Kidal", "Deir ez-Zor")
WORDS = [
    "colonne",
    "poste",
    "vallée",
    "route",
    "pont",
    "dépôt",
    "village",
    "camp",
    "section",
    "relève",
    "garnison",
    "piste",
    "frontière",
    "colline",
    "marché",
    "port",
    "convoi",
    "escorte",
    "patrouille",
    "repli",
    "avance",
    "assaut",
    "trêve",
    "délégation",
    "accord",
    "calendrier",
    "départ",
    "retour",
    "nuit",
    "aube",
    "semaine",
]


def made(i: int, *, day: date | None = None, agency: str | None = "ALP", reader: str = "made/1") -> Reading:
    """The reading of dispatch number `i`: a title, and a paragraph of two claims."""
    rng = random.Random(i)
    title = f"Mali: {' '.join(rng.sample(WORDS, 4))} {i}"
    place, kind = PLACES[i % len(PLACES)], TYPES[i % len(TYPES)]
    said = f"Un officier numéro {i} affirme que les soldats quittent {place} vers {' '.join(rng.sample(WORDS, 6))}."
    more = f"Le gouvernement annonce son départ de {place} avant {' '.join(rng.sample(WORDS, 6))}."
    text = f"{title}\n\n{said} {more}"
    start = len(title) + 2
    second = start + len(said) + 1
    published = day or date(2026, 1, 1) + timedelta(days=i % 90)

    def at(words: str, after: int) -> Span:
        found = text.index(words, after)
        return Span(found, found + len(words))

    first = Claim(
        f"c{i}",
        at("quittent", start),
        kind,  # type: ignore[arg-type]
        "ongoing",
        Span(start, start + len(said)),
        source=Source("unnamed", at(f"Un officier numéro {i}", start), 1),
        actor=at("les soldats", start),
        places=(PlaceMention(at(place, start), "from"),),
        time=Period(published, published),
        confidence=0.9,
        evidence={"type": Evidence((at("quittent", start),), "quitter")},
    )
    due = Claim(
        f"d{i}",
        at("départ", second),
        "withdraw",
        "planned",
        Span(second, len(text)),
        source=Source("organisation", at("Le gouvernement", second)),
        actor=at("Le gouvernement", second),
        places=(PlaceMention(at(place, second), "from"),),
        time=Period(None, published + timedelta(days=30)),
        deadline=True,
        confidence=0.8,
    )
    blocks = (Block("title", Span(0, len(title))), Block("paragraph", Span(start, len(text))))
    d = Dispatch(f"w-{i}", text, "fr", published, title, agency, None, blocks)
    return Reading(d, (first, due), (), reader)


def taken(d: Dispatch, **said: object) -> Taken:
    """The dispatch as an adapter takes it in, with what the provider says of it."""
    told = {"agency": d.agency, "published": datetime(2026, 1, 5, 8, tzinfo=UTC), **said}
    return Taken(d, Provenance(**told), f"{d.id}.txt", "text", d.text.encode())  # type: ignore[arg-type]
