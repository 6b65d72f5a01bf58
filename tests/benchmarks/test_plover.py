"""Claims in PLOVER's codes."""

from dataclasses import replace

import pytest
from benchmarks.plover import by_the_book, codes, main_claim
from tests.readings import reading

from selon.model import Claim, ClaimType, Span, Status

ANY = reading().claims[0]


def made(kind: ClaimType, status: Status = "occurred", negated: bool = False, actor: Span | None = None) -> Claim:
    return replace(ANY, type=kind, status=status, negated=negated, actor=actor)


def test_a_type_stands_for_all_the_codes_of_its_row() -> None:
    assert codes(made("support")) == {"SUPPORT", "AID"}
    assert codes(made("attack")) == {"ASSAULT"}
    assert codes(made("casualty")) == set()


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (made("support", "planned"), {"AGREE"}),
        (made("sanction", "planned"), {"THREATEN"}),
        (made("sanction", "planned", negated=True), set()),
        (made("sanction"), set()),
        (made("govern", "planned"), set()),
        (made("casualty", actor=Span(0, 4)), {"ASSAULT"}),
        (made("casualty"), set()),
    ],
)
def test_the_code_book_goes_by_what_is_to_come_and_by_who_does_it(claim: Claim, expected: set[str]) -> None:
    assert by_the_book(claim) == expected


def test_the_main_claim_hangs_on_a_word_of_the_record_else_is_the_surest() -> None:
    r = reading()
    assert main_claim(r, ["repris"]) == r.claims[2]
    assert main_claim(r, ["nothing"]) == max(r.claims, key=lambda c: c.confidence)
    assert main_claim(replace(r, claims=()), []) is None
