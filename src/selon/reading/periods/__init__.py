"""Time expressions of a text: ISO-TimeML's TIMEX3 with the calendar period each one denotes. Needs no parser."""

from __future__ import annotations

from selon.reading.periods.read import periods

__all__ = ["periods"]
