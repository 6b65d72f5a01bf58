"""Verdicts: of two editors the second is told, many together or none, all taken back in one step."""

from __future__ import annotations

import pytest

from selon.desk.cards import UNSEEN
from selon.desk.verdicts import MOST, Asked, ConflictError, foresee, judge, take_back
from selon.errors import LedgerError
from selon.ledger import Ledger


def ids(ledger: Ledger) -> list[str]:
    return [e.claim.id for e in ledger.claims()]


def standing(ledger: Ledger) -> dict[str, str | None]:
    return {e.claim.id: e.review.verdict if e.review else None for e in ledger.claims()}


def test_the_second_editor_is_told(ledger: Ledger) -> None:
    claim = ids(ledger)[0]
    judge(ledger.store, [Asked(claim, UNSEEN)], "accept", by="Inès")
    with pytest.raises(ConflictError, match="accept by Inès") as told:
        judge(ledger.store, [Asked(claim, UNSEEN)], "reject", by="Rémi")
    assert told.value.steps[0].last is not None
    assert standing(ledger)[claim] == "accept"


def test_one_who_works_at_the_command_line_counts_too(ledger: Ledger) -> None:
    claim = ids(ledger)[0]
    first = ledger.review(claim, "unsure", by="Ada")
    with pytest.raises(ConflictError):
        judge(ledger.store, [Asked(claim, UNSEEN)], "accept", by="Inès")
    judge(ledger.store, [Asked(claim, first.id)], "accept", by="Inès")
    assert standing(ledger)[claim] == "accept"


def test_all_or_none(ledger: Ledger) -> None:
    first, second, third = ids(ledger)
    ledger.review(second, "reject", by="Ada")
    with pytest.raises(ConflictError):
        judge(ledger.store, [Asked(x, UNSEEN) for x in (first, second, third)], "accept", by="Inès")
    assert standing(ledger) == {first: None, second: "reject", third: None}


def test_taken_back_in_one_step_but_for_what_others_judged_since(ledger: Ledger) -> None:
    claims = ids(ledger)
    steps = judge(ledger.store, [Asked(x, UNSEEN) for x in claims], "reject", by="Inès")
    ledger.review(claims[1], "accept", by="Ada")
    back = take_back(ledger.store, [Asked(s.claim, s.made.id) for s in steps if s.made], by="Inès")
    assert [s.conflict for s in back] == [False, True, False]
    assert standing(ledger) == {claims[0]: None, claims[1]: "accept", claims[2]: None}


def test_a_preview_writes_nothing(ledger: Ledger) -> None:
    claims = ids(ledger)
    ledger.review(claims[0], "unsure", by="Ada")
    steps = foresee(ledger.store, [Asked(x, UNSEEN) for x in claims], "accept")
    assert [s.conflict for s in steps] == [True, False, False]
    assert [s.before.verdict if s.before else None for s in steps] == ["unsure", None, None]
    assert list(standing(ledger).values()) == ["unsure", None, None]


@pytest.mark.parametrize(
    ("asked", "verdict", "message"),
    [
        ([], "accept", "no claim is named"),
        ([Asked("x", UNSEEN)] * 2, "accept", "named twice"),
        ([Asked(str(i), UNSEEN) for i in range(MOST + 1)], "accept", "at most"),
        ([Asked("x", UNSEEN)], "praise", "no verdict is called"),
        ([Asked("x", UNSEEN)], "amend", "amendments go with"),
        ([Asked("x", UNSEEN)], "accept", "no claim has this id"),
    ],
)
def test_what_cannot_be(ledger: Ledger, asked: list[Asked], verdict: str, message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        judge(ledger.store, asked, verdict, by="Inès")


def test_an_amendment_that_makes_no_claim(ledger: Ledger) -> None:
    claim = ids(ledger)[0]
    with pytest.raises(LedgerError, match="makes no claim"):
        judge(ledger.store, [Asked(claim, UNSEEN)], "amend", by="Inès", amendments={"actor": [0, 100_000]})
    assert standing(ledger)[claim] is None
