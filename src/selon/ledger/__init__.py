"""The store of dispatches, readings, claims and reviews: rows are added and never changed, states are questions."""

from selon.ledger.items import Added, Read
from selon.ledger.ledger import Ledger, open  # noqa: A004 - selon.ledger.open
from selon.ledger.readings import Recorded
from selon.ledger.shelves import Link, SourceCount
from selon.ledger.things import Entry, Kept, Origin, Review

__all__ = ["Added", "Entry", "Kept", "Ledger", "Link", "Origin", "Read", "Recorded", "Review", "SourceCount", "open"]
