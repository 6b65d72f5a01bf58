"""What new dispatches brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.linking.story.made import Known, happening, told

from selon.errors import InputError
from selon.linking.model import Link, Relation
from selon.linking.news import instant, news, published_since
from selon.linking.reasons import because
from selon.model import Source

OLD = told("old", "Six morts à Qasrak.", "morts", day="2026-03-01")
NEW = told("new", "Onze morts à Qasrak.", "morts", day="2026-03-02")
COPY = told("copy", "Six morts à Qasrak.", "morts", day="2026-03-02", copy_of="old", agency="Le Courrier")


def linked(relation: Relation) -> Known:
    return Known([happening(OLD, NEW)], [Link("new", relation, "old", (because("later_count"),))])


def test_a_happening_of_new_claims_alone_is_new() -> None:
    (found,) = news(Known([happening(NEW)]), ["d-new"])
    assert (found.change, [t.id for t in found.tolds], found.before) == ("new", ["new"], ())


@pytest.mark.parametrize(
    ("relation", "change"),
    [
        ("contradicts", "contradicted"),
        ("updates", "changed"),
        ("differs", "changed"),
        ("refines", "changed"),
        ("corroborates", "confirmed"),
        ("repeats", "again"),
    ],
)
def test_a_link_to_an_earlier_claim_tells_what_changed(relation: Relation, change: str) -> None:
    (found,) = news(linked(relation), ["d-new"])
    assert found.change == change
    assert [t.id for t in found.tolds] == ["new"]
    assert [t.id for t in found.before] == ["old"]
    assert found.why == (because("later_count"),)


def test_nothing_new_is_no_news() -> None:
    assert news(linked("updates"), ["elsewhere"]) == []


def test_a_reprint_is_told_again_whatever_it_is_linked_by() -> None:
    known = Known([happening(OLD, COPY)], [Link("copy", "corroborates", "old", ())])
    assert [n.change for n in news(known, ["d-copy"])] == ["again"]


def test_what_matters_most_of_a_claim_counts() -> None:
    third = told("third", "Six morts à Qasrak.", "morts", day="2026-03-01")
    links = [Link("new", "corroborates", "old", ()), Link("new", "contradicts", "third", (because("later_count"),))]
    (found,) = news(Known([happening(OLD, third, NEW)], links), ["d-new"])
    assert (found.change, [t.id for t in found.before]) == ("contradicted", ["third"])


def test_what_was_told_before_changes_nothing() -> None:
    """A term that someone gave before is no other version, though it differs from what others said."""
    third = told("third", "Six morts à Qasrak.", "morts", day="2026-03-01")
    links = [Link("new", "corroborates", "old", ()), Link("new", "differs", "third", ())]
    (found,) = news(Known([happening(OLD, third, NEW)], links), ["d-new"])
    assert (found.change, [t.id for t in found.before]) == ("confirmed", ["old"])


def test_who_may_be_the_same_confirms_nothing() -> None:
    link = Link("new", "corroborates", "old", (), maybe_one=True)
    (found,) = news(Known([happening(OLD, NEW)], [link]), ["d-new"])
    assert found.change == "again"


def test_to_say_less_than_was_told_changes_nothing() -> None:
    """Of another voice it confirms, of the same one or of the writer alone it is said again."""
    other = replace(NEW, voice="another", claim=replace(NEW.claim, source=Source("unnamed")))
    links = [Link("old", "refines", "new", ())]
    assert [n.change for n in news(Known([happening(OLD, other)], links), ["d-new"])] == ["confirmed"]
    assert [n.change for n in news(Known([happening(OLD, NEW)], links), ["d-new"])] == ["again"]


def test_dispatches_since_a_day() -> None:
    assert published_since([OLD, NEW], date(2026, 3, 2)) == {"d-new"}


def test_instants() -> None:
    assert instant("2026-03-16") == datetime(2026, 3, 16, tzinfo=UTC)
    assert instant("2026-03-16T08:00+01:00") == datetime(2026, 3, 16, 7, tzinfo=UTC)
    with pytest.raises(InputError, match="no instant"):
        instant("lundi")
