"""What lists of claims are asked for: the filters of the library as query parameters, and pages by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import Query

from selon.desk.cursors import number_after
from selon.desk.problems import ProblemError
from selon.errors import InputError, LedgerError
from selon.ledger import Entry, Ledger
from selon.ledger.numbers import day
from selon.model import ClaimType, SourceKind, Status

Text = Annotated[str | None, Query(min_length=1, max_length=500)]
Reviewed = Literal["yes", "no", "standing", "accept", "reject", "amend", "unsure"]
_YES_NO: dict[str, bool] = {"yes": True, "no": False}


class ClaimFilters:
    """The filters; all that are given must hold."""

    def __init__(
        self,
        type: Annotated[list[ClaimType] | None, Query(description="One or several types.")] = None,  # noqa: A002
        status: Annotated[list[Status] | None, Query(description="One or several statuses.")] = None,
        source_kind: Annotated[list[SourceKind] | None, Query(description="One or several kinds of source.")] = None,
        actor: Annotated[Text, Query(description="Words of the actor.")] = None,
        target: Annotated[Text, Query(description="Words of the target.")] = None,
        source: Annotated[Text, Query(description="Words of the source.")] = None,
        place: Annotated[Text, Query(description="A place that the claim names.")] = None,
        text: Annotated[Text, Query(description='In the sentence: `word`, `"a phrase"`, `wor*`, `-without`.')] = None,
        agency: Text = None,
        lang: Text = None,
        negated: bool | None = None,
        hedged: bool | None = None,
        deadline: bool | None = None,
        happening_from: Annotated[date | None, Query(description="It happens then or later.")] = None,
        happening_to: Annotated[date | None, Query(description="It happens then or earlier.")] = None,
        published_from: date | None = None,
        published_to: date | None = None,
        reviewed: Annotated[
            Reviewed | None, Query(description="Any standing review or none, a verdict, or what is not rejected.")
        ] = None,
        superseded: bool | None = None,
        reprints: bool | None = None,
        dispatch: Annotated[Text, Query(description="The key of a dispatch.")] = None,
        as_of: Annotated[datetime | None, Query(description="As the ledger would have answered then.")] = None,
    ) -> None:
        self.asked: dict[str, Any] = {
            "type": type,
            "status": status,
            "source_kind": source_kind,
            "actor": actor,
            "target": target,
            "source": source,
            "place": place,
            "text": text,
            "agency": agency,
            "lang": lang,
            "negated": negated,
            "hedged": hedged,
            "deadline": deadline,
            "happening_between": _days(happening_from, happening_to),
            "published_between": _days(published_from, published_to),
            "reviewed": _YES_NO.get(reviewed, reviewed) if reviewed else None,
            "superseded": superseded,
            "reprints": reprints,
            "dispatch": dispatch,
            "as_of": as_of,
        }

    def claims(self, ledger: Ledger) -> Iterator[Entry]:
        """All of them.

        Raises:
            ProblemError: a filter that no claim can meet.
        """
        try:
            return ledger.claims(**self.asked)
        except LedgerError as e:
            raise ProblemError(422, str(e)) from e

    def page(self, ledger: Ledger, cursor: str | None, size: int) -> list[Entry]:
        """So many after the cursor.

        Raises:
            ProblemError: a filter that no claim can meet, or no cursor of this list.
        """
        try:
            last = number_after(cursor)
            asked = dict(self.asked)
            if last is not None and (published := _published(last)):
                first, before = asked["published_between"] or (None, None)
                if first and first > published:
                    return []
                asked["published_between"] = (first, min(before or published, published))
            found = ledger.claims(**asked)
            return list(islice((e for e in found if last is None or e.n > last), size))
        except (InputError, LedgerError) as e:
            raise ProblemError(422, str(e)) from e


def _published(n: int) -> date | None:
    """The day of a row, None where it has none or the number is made up."""
    try:
        return day(n)
    except (ValueError, OverflowError):
        return None


def _days(first: date | None, last: date | None) -> tuple[date | None, date | None] | None:
    return None if first is None and last is None else (first, last)


Size = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the page before.")]
