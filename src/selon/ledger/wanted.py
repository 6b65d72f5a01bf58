"""What is asked of a ledger: filters that all must hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from selon.errors import LedgerError
from selon.ledger.fold import name
from selon.ledger.search import Search, parse
from selon.model import CLAIM_TYPES, SOURCE_KINDS, STATUSES

Days = tuple[date | str | None, date | str | None]
VERDICTS = ("accept", "reject", "amend", "unsure")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of one question, checked and folded. None and empty where nothing is asked."""

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    agency: str | None = None
    lang: str | None = None
    place: str | None = None
    words: tuple[tuple[str, Search], ...] = ()
    negated: bool | None = None
    hedged: bool | None = None
    deadline: bool | None = None
    happening: tuple[date | None, date | None] | None = None
    published: tuple[date | None, date | None] | None = None
    reviewed: bool | str | None = None
    superseded: bool | None = None
    reprints: bool | None = None
    dispatch: str | None = None
    id: str | None = None
    as_of: datetime | None = None


def wanted(
    *,
    type: str | Iterable[str] | None = None,  # noqa: A002 - the name of the field it asks for
    status: str | Iterable[str] | None = None,
    source_kind: str | Iterable[str] | None = None,
    actor: str | None = None,
    target: str | None = None,
    source: str | None = None,
    text: str | None = None,
    place: str | None = None,
    happening_between: Days | None = None,
    published_between: Days | None = None,
    as_of: datetime | date | str | None = None,
    reviewed: bool | str | None = None,
    **plain: Any,
) -> Wanted:
    """The filters as `Ledger.claims` takes them.

    Raises:
        LedgerError: a value that no claim can have.
    """
    asked = {"quote": text, "actor": actor, "target": target, "source": source}
    if reviewed not in (None, True, False, "standing", *VERDICTS):
        known = ", ".join(VERDICTS)
        raise LedgerError(f"reviewed={reviewed!r}: give True, False, 'standing' or one of {known}")
    return Wanted(
        types=_some(type, CLAIM_TYPES, "type"),
        statuses=_some(status, STATUSES, "status"),
        source_kinds=_some(source_kind, SOURCE_KINDS, "source_kind"),
        place=_place(place),
        words=tuple((field, parse(query)) for field, query in asked.items() if query is not None),
        happening=_days(happening_between, "happening_between"),
        published=_days(published_between, "published_between"),
        as_of=moment(as_of),
        reviewed=reviewed,
        **plain,
    )


def moment(value: datetime | date | str | None) -> datetime | None:
    """A moment with its zone; a day alone is its end, a time without a zone is in UTC.

    Raises:
        LedgerError: no moment.
    """
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError as e:
            raise LedgerError(f"{value!r} is no moment: write 2026-02-23 or 2026-02-23T18:30+01:00") from e
    if value is None:
        return None
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.max)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _some(value: str | Iterable[str] | None, known: Iterable[str], field: str) -> tuple[str, ...]:
    found = (value,) if isinstance(value, str) else tuple(value or ())
    for one in found:
        if one not in known:
            raise LedgerError(f"{field}={one!r} is not known: give one of {', '.join(known)}")
    return found


def _place(value: str | None) -> str | None:
    if value is None:
        return None
    folded = name(value)
    if not folded:
        raise LedgerError(f"place={value!r} has no letters: give the name of a place")
    return folded


def _days(value: Days | None, field: str) -> tuple[date | None, date | None] | None:
    if value is None:
        return None
    try:
        first, last = value
        days = tuple(date.fromisoformat(x) if isinstance(x, str) else x for x in (first, last))
    except (TypeError, ValueError) as e:
        raise LedgerError(
            f"{field}={value!r}: give two days, as ('2026-02-01', '2026-02-28'), or None for no end"
        ) from e
    if days[0] and days[1] and days[0] > days[1]:
        raise LedgerError(f"{field}: {days[0]} comes after {days[1]}: turn them round")
    return days[0], days[1]
