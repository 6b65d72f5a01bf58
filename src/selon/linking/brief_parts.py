"""What a brief is made of, without form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that a brief rests on: its words on one line, who says it and where, and the claims in it."""

    n: int
    quote: str
    source: str
    dispatch: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a brief with the numbers of its notes, and the lines below it."""

    text: str
    notes: tuple[int, ...] = ()
    below: tuple[Line, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The line as JSON-ready values."""
        return {"text": self.text, "notes": list(self.notes), "below": [x.to_json() for x in self.below]}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines. `name` is one of news, standing, differs, due, happened, voices."""

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief without form. `head` are the lines under the title, `heading` that of the notes."""

    story: str
    lang: str
    day: date
    since: date | None
    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    heading: str
    notes: tuple[Note, ...]

    def to_json(self) -> dict[str, Any]:
        """The brief as JSON-ready values."""
        return {
            "story": self.story,
            "lang": self.lang,
            "day": self.day.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "title": self.title,
            "head": list(self.head),
            "sections": [
                {"name": s.name, "title": s.title, "lines": [x.to_json() for x in s.lines]} for s in self.sections
            ],
            "notes": [
                {"n": n.n, "quote": n.quote, "source": n.source, "dispatch": n.dispatch, "claims": list(n.claims)}
                for n in self.notes
            ],
        }
