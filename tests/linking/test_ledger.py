"""From a ledger: what is taken in, what people decide, and that a refresh is as good as a new start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from tests.linking.made import ANSONGO, Says, official, report
from tests.linking.test_properties import outcome

import selon.ledger
from selon import linking
from selon.errors import LedgerError
from selon.ledger import Ledger
from selon.ledger.stores import store_at
from selon.linking.model import Report
from selon.linking.reasons import said
from selon.model import Reading

DAY = ("2026-02-23", "2026-02-23")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with selon.ledger.open(tmp_path / "desk.db") as opened:
        yield opened


def add(ledger: Ledger, r: Report) -> list[str]:
    """Add what a report holds; the ids of its claims in the ledger."""
    added = ledger.add(Reading(r.dispatch, r.claims, r.attributions, "hand/1"))
    entries = sorted(ledger.claims(dispatch=added.id), key=lambda e: e.claim.trigger)
    return [e.claim.id for e in entries]


def test_a_ledger_gives_what_its_dispatches_say(ledger: Ledger) -> None:
    (one, _, confirmed) = add(
        ledger,
        report(
            "a",
            "2026-02-23",
            official("trois sources", count=3, time=DAY),
            official("un responsable kurde", time=DAY),
            official("un diplomate", status="planned", time=("", "2026-03-15"), deadline=True),
            confirms=("Le responsable kurde", "ces informations"),
        ),
    )
    linker = linking.linker_of(ledger)
    assert str(linker.independence(linker.happening(one))) == "[3, 5]"
    assert len(linker.told(confirmed).endorsed) == 1
    assert outcome(linker) == outcome(linking.link(linking.reports(ledger)))


def test_a_refresh_is_a_new_start(ledger: Ledger) -> None:
    first = add(ledger, report("a", "2026-02-23", official(time=DAY)))
    linker = linking.linker_of(ledger)
    second = add(ledger, report("b", "2026-02-24", official("un chef", time=DAY), agency="BET"))
    ledger.review(second[0], "reject", by="ana")
    add(ledger, report("c", "2026-02-25", replace(official("un élu", time=DAY), at=ANSONGO), agency="GAM"))
    linking.merge(ledger, [first[0], second[0]], by="ana")
    linking.refresh(linker, ledger)
    assert outcome(linker) == outcome(linking.linker_of(ledger))
    assert second[0] not in [t.id for t in linker.tolds()]
    ledger.review(second[0], "undo", by="ana")
    linking.refresh(linker, ledger)
    assert outcome(linker) == outcome(linking.linker_of(ledger))
    assert second[0] in [t.id for t in linker.tolds()]


def test_an_amended_claim_counts_as_amended(ledger: Ledger) -> None:
    (one,) = add(ledger, report("a", "2026-02-23", official(time=DAY)))
    linker = linking.linker_of(ledger)
    ledger.review(one, "amend", by="ana", amendments={"negated": True})
    linking.refresh(linker, ledger)
    assert linker.told(one).denied


def test_reprints_and_later_takes_of_a_ledger(ledger: Ledger) -> None:
    filler = "La garnison comptait plusieurs centaines d'hommes avant l'accord que les deux camps ont signé en janvier."
    said = [
        official(time=DAY, more=filler + f" Un détail de plus, le numéro {i}, complète ce récit.") for i in range(3)
    ]
    original = report("a", "2026-02-23", *said)
    add(ledger, original)
    copies = add(ledger, replace(original, dispatch=replace(original.dispatch, id="r", agency="Relais")))
    assert [link.kind for link in ledger.links()] == ["reprints"]
    linker = linking.linker_of(ledger)
    assert all(linker.told(c).copy_of for c in copies)
    assert str(linker.independence(linker.happening(copies[0]))) == "[1, 3]"


def test_as_of_a_moment(ledger: Ledger) -> None:
    add(ledger, report("a", "2026-02-23", official(time=DAY)))
    assert list(linking.linker_of(ledger, as_of="2020-01-01").tolds()) == []


def test_merge_split_pin_and_undo(ledger: Ledger) -> None:
    (a,) = add(ledger, report("a", "2026-02-23", official(time=DAY)))
    (b,) = add(ledger, report("b", "2026-02-24", official("un chef", time=DAY), agency="BET"))
    (c,) = add(ledger, report("c", "2026-02-24", replace(official("un élu", time=DAY), at=ANSONGO), agency="GAM"))

    def groups() -> set[frozenset[str]]:
        return {frozenset(t.id for t in h.tolds) for h in linking.linker_of(ledger).happenings()}

    assert groups() == {frozenset({a, b}), frozenset({c})}
    merged = linking.merge(ledger, [b, c], by="ana", note="the same camp")
    assert groups() == {frozenset({a, b, c})}
    made = linking.linker_of(ledger).happening(a)
    assert made.decided == (merged.id,)
    assert {m.told.id for m in made.members if "put there by a person" in said(m.why)} == {b, c}
    linking.split(ledger, [a], [b, c], by="ana")
    assert groups() == {frozenset({a}), frozenset({b, c})}
    pinned = linking.pin(ledger, [a], by="ana")
    (alone,) = linking.linker_of(ledger).happening(a).members
    assert said(alone.why) == ["put there by a person"]
    add(ledger, report("d", "2026-02-24", official("un maire", time=DAY), agency="DEL"))
    assert frozenset({a}) in groups()
    linking.undo(ledger, pinned.id, by="ana")
    linking.undo(ledger, merged.id, by="ana")
    assert frozenset({c}) in groups()
    assert [d.kind for d in linking.decisions(ledger)] == ["merge", "split", "pin", "undo", "undo"]


def test_ratings(ledger: Ledger) -> None:
    (a,) = add(ledger, report("a", "2026-02-23", official(time=DAY)))
    linking.rate(ledger, "ALP", "b", by="ana")
    last = linking.rate(ledger, "ALP", "A", by="ana", note="after six months")
    linker = linking.linker_of(ledger)
    narrator = next(v for v in linker.voices() if v.kind == "narrator")
    assert linker.rating(narrator) == last
    assert linker.rating(linker.told(a).voice) is None
    assert [r.rating for r in linking.ratings(ledger)] == ["B", "A"]


def test_who_is_not_named_is_rated_by_id_alone(ledger: Ledger) -> None:
    (a,) = add(ledger, report("a", "2026-02-23", official("un chef", time=DAY)))
    (b,) = add(ledger, report("b", "2026-02-24", official("un chef", time=DAY), agency="BET"))
    linking.rate(ledger, "un chef", "C", by="ana")
    assert linking.linker_of(ledger).rating(linking.linker_of(ledger).told(a).voice) is None
    linking.rate(ledger, linking.linker_of(ledger).told(a).voice, "C", by="ana")
    linker = linking.linker_of(ledger)
    assert [getattr(linker.rating(linker.told(c).voice), "rating", None) for c in (a, b)] == ["C", None]


def test_what_cannot_be_decided_is_one_clear_error(ledger: Ledger) -> None:
    (a,) = add(ledger, report("a", "2026-02-23", official(time=DAY)))
    with pytest.raises(LedgerError, match="two claims or more"):
        linking.merge(ledger, [a], by="ana")
    with pytest.raises(LedgerError, match="zz: no claim has this id"):
        linking.merge(ledger, [a, "zz"], by="ana")
    with pytest.raises(LedgerError, match="both sides"):
        linking.split(ledger, [a], [a], by="ana")
    with pytest.raises(LedgerError, match="either side"):
        linking.split(ledger, [a], [], by="ana")
    with pytest.raises(LedgerError, match="a pin needs a claim"):
        linking.pin(ledger, [], by="ana")
    with pytest.raises(LedgerError, match="nobody is named"):
        linking.pin(ledger, [a], by=" ")
    with pytest.raises(LedgerError, match="no rating is called"):
        linking.rate(ledger, "ALP", "G", by="ana")
    with pytest.raises(LedgerError, match=f"{a}: a claim, and no source"):
        linking.rate(ledger, a, "B", by="ana")
    with pytest.raises(LedgerError, match="no decision has this id"):
        linking.undo(ledger, "zz", by="ana")
    made = linking.pin(ledger, [a], by="ana")
    linking.undo(ledger, made.id, by="ana")
    with pytest.raises(LedgerError, match="taken back already"):
        linking.undo(ledger, made.id, by="ana")


def test_a_ledger_from_before_decisions_is_brought_up(tmp_path: Path) -> None:
    store = store_at(tmp_path / "old.db")
    config = Config()
    config.set_main_option("script_location", "selon.ledger:migrations")
    with store.writing() as connection:
        config.attributes["connection"], config.attributes["store"] = connection, store
        command.upgrade(config, "0001")
    store.engine.dispose()
    with selon.ledger.open(tmp_path / "old.db") as ledger:
        (a,) = add(ledger, report("a", "2026-02-23", Says(time=DAY)))
        assert linking.pin(ledger, [a], by="ana").claims == (a,)
        assert list(ledger.check()) == []
