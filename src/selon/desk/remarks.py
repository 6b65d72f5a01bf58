"""What reader and intake remark on a dispatch, in the language of the page: they themselves speak English."""

from __future__ import annotations

import re

from selon.desk.locale import Strings

_KNOWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no_day", re.compile(r"no publication day: (?P<count>\d+) ")),
    ("no_zone", re.compile(r"the time of (?P<what>.+) names no zone: taken as UTC$")),
    ("to_editors", re.compile(r"(?:editors' note|message to editors): (?P<words>.+)$", re.DOTALL)),
)


def remark(note: str, t: Strings) -> str:
    """A remark in the language of the page; one that is not known as it stands."""
    for key, pattern in _KNOWN:
        if found := pattern.match(note):
            return t(f"remarks.{key}").format(**found.groupdict())
    return note
