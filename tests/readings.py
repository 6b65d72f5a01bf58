"""Hypothesis strategies for the model, and one reading made by hand, for tests that need no reader."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from selon.model import (
    CLAIM_TYPES,
    PLACE_KINDS,
    PLACE_ROLES,
    SOURCE_KINDS,
    STATUSES,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Dispatch,
    Evidence,
    Grain,
    Period,
    Place,
    PlaceMention,
    Quantity,
    Reading,
    Relative,
    Source,
    Span,
    Speech,
)

TEXT = (
    "Mali: l'armée évacue Ménaka\n\n"
    "Un officier malien qui a choisi l'anonymat a indiqué que les soldats avaient commencé mardi à évacuer le camp "
    "de Ménaka. « Des dizaines de camions partiront d'ici le 15 avril », a ajouté cet officier malien.\n\n"
    "Les jihadistes n'ont pas repris la ville."
)


MENAKA = Place(
    "gn:2453348",
    "Ménaka",
    "city",
    15.91821,
    2.40218,
    3000,
    "ML",
    1,
    1,
    ("Ménaka", "Mali"),
    ("gn:7303845", "gn:2453866"),
)


def at(words: str, after: str = "") -> Span:
    """Where the words first stand in TEXT, after other words if there are several."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def reading() -> Reading:
    """A dispatch of two unnamed claims, one due, and one of the writer's, negated."""
    first = at("Un officier malien qui a choisi l'anonymat a indiqué", "Un officier")
    officer, again = Span(first.start, first.start + 18), at("cet officier malien")
    quote = Span(first.start, at("Ménaka. ").end - 1)
    due = Span(at("« Des").start, again.end + 1)
    told = Attribution(Source("unnamed", officer, 1), at("a indiqué"), (at("les soldats"),), "indirect")
    claims = (
        Claim(
            "c1",
            at("évacuer"),
            "withdraw",
            "ongoing",
            quote,
            source=told.source,
            actor=at("les soldats"),
            places=(PlaceMention(at("Ménaka", "camp"), "from", MENAKA),),
            time=Period(date(2026, 3, 3), date(2026, 3, 3)),
            attribution=told,
            confidence=0.9,
            evidence={
                "type": Evidence((at("évacuer"),), "évacuer: withdraw"),
                "status": Evidence((at("avaient commencé"),), "phase verb: begun"),
                "time": Evidence((at("mardi"),), "weekday before publication"),
            },
        ),
        Claim(
            "c2",
            at("partiront"),
            "withdraw",
            "planned",
            due,
            source=Source("unnamed", again, 1),
            actor=at("Des dizaines de camions"),
            time=Period(None, date(2026, 4, 15)),
            deadline=True,
            quantity=Quantity(at("Des dizaines"), 20, 99, "camion", True),
            evidence={"time": Evidence((at("d'ici le 15 avril"),), "due day")},
        ),
        Claim(
            "c3",
            at("repris"),
            "control",
            "occurred",
            at("Les jihadistes n'ont pas repris la ville."),
            negated=True,
            hedged=True,
            actor=at("Les jihadistes"),
            evidence={"negated": Evidence((at("n'"), at("pas")), "ne … pas")},
        ),
    )
    blocks = (
        Block("title", Span(0, TEXT.index("\n"))),
        Block("paragraph", Span(first.start, due.end)),
        Block("paragraph", claims[2].quote),
    )
    d = Dispatch("m-1", TEXT, "fr", date(2026, 3, 4), TEXT[: TEXT.index("\n")], "ALP", None, blocks)
    return Reading(d, claims, (told,), "hand/1", ("a note",))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
DAYS = st.dates()
NUMBERS = st.none() | st.integers(0, 10**9) | st.floats(0, 1e9).filter(lambda x: not x.is_integer())


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    opened = draw(st.sampled_from(["no", "first", "last", "both"]))
    return Period(
        None if opened in ("first", "both") else first,
        None if opened in ("last", "both") else last,
        draw(st.sampled_from(get_args(Grain))),
        draw(st.booleans()) and opened != "both",
    )


NAMES = st.lists(TEXTS, max_size=2).map(tuple)
PLACED = st.builds(
    Place,
    TEXTS.filter(lambda x: not x.startswith("gn:")) | st.integers(1, 10**8).map(lambda n: f"gn:{n}"),
    TEXTS,
    st.sampled_from(PLACE_KINDS),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(0, 10**7),
    st.sampled_from(["", "ML", "XK"]),
    st.integers(1, 7),
    st.none() | st.integers(1, 3),
    NAMES,
    NAMES,
    NAMES,
    st.none()
    | st.builds(
        Relative,
        TEXTS,
        st.none() | st.floats(0, 360),
        st.none() | st.integers(0, 10**6),
        st.booleans(),
        st.booleans(),
    ),
    st.text("ab "),
    st.floats(0, 1),
    NAMES,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(TEXTS)
    span = spans(len(text))
    optional = st.none() | span
    source = st.builds(Source, st.sampled_from(SOURCE_KINDS), optional, st.none() | st.integers(0, 99))
    attribution = st.builds(
        Attribution, source, optional, st.lists(span).map(tuple), st.sampled_from(get_args(Speech)), optional
    )
    quantity = st.builds(
        Quantity,
        span,
        NUMBERS,
        NUMBERS,
        st.none() | TEXTS,
        st.booleans(),
        st.sampled_from(["count", "share", "money", "distance", "weight", "measure"]),
        optional,
    )
    claim = st.builds(
        Claim,
        TEXTS,
        span,
        st.sampled_from(CLAIM_TYPES),
        st.sampled_from(STATUSES),
        span,
        negated=st.booleans(),
        hedged=st.booleans(),
        source=source,
        actor=optional,
        target=optional,
        places=st.lists(
            st.builds(PlaceMention, span, st.sampled_from(PLACE_ROLES), st.none() | PLACED), max_size=3
        ).map(tuple),
        time=st.none() | periods(),
        deadline=st.booleans(),
        quantity=st.none() | quantity,
        attribution=st.none() | attribution,
        confidence=st.integers(0, 1000).map(lambda n: n / 1000),
        evidence=st.dictionaries(
            st.sampled_from(["type", "status", "time", "actor", "quantity"]),
            st.builds(Evidence, st.lists(span, max_size=3).map(tuple), TEXTS),
            max_size=3,
        ),
    )
    block = st.builds(Block, st.sampled_from(get_args(BlockKind)), span)
    dispatch = Dispatch(
        draw(TEXTS),
        text,
        draw(st.sampled_from(["fr", "en"])),
        draw(st.none() | DAYS),
        draw(st.none() | TEXTS),
        draw(st.none() | TEXTS),
        draw(optional),
        tuple(draw(st.lists(block, max_size=3))),
    )
    return Reading(
        dispatch,
        tuple(draw(st.lists(claim, max_size=2))),
        tuple(draw(st.lists(attribution, max_size=2))),
        draw(TEXTS),
        tuple(draw(st.lists(TEXTS, max_size=2))),
    )
