"""Claims of a ledger as lines of a list: when and by whom it was published, what is claimed, who says so, which id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.cli.lines import Line, Part, line
from selon.ledger import Entry
from selon.wording import Wording


def rows(entries: Iterable[Entry], words: str | None) -> Iterator[Line]:
    """Two lines a claim; `words` is the language of the list, None for each dispatch's own."""
    for entry in entries:
        lang = words or entry.dispatch.lang
        yield from _row(entry, Wording.of(lang, entry.dispatch.lang))


def _row(entry: Entry, w: Wording) -> Iterator[Line]:
    c, d = entry.claim, entry.dispatch
    day = d.published.isoformat() if d.published else "?" * 10
    parts: list[Part | str] = [
        Part(f"{day}  ", "note"),
        Part(f"[{w.words['types'][c.type]}] ", "tag"),
        w.claim(c, d.text),
    ]
    if c.deadline and c.time and (due := w.due(c.time)):
        parts += [", ", Part(due, "due")]
    elif c.time and (when := w.period(c.time)):
        parts += [f", {when}"]
    parts += [", ", Part(w.status(c), "no" if c.negated else "plain")]
    if c.hedged:
        parts += [f", {w.words['status']['hedged']}"]
    yield line(0, *parts)
    told = [w.who(c.source, d), d.agency if c.source.kind != "narrator" else None, f"id {c.id}"]
    if entry.review:
        told.append(f"{entry.review.verdict} ({entry.review.by})")
    yield line(12, Part(" · ".join(x for x in told if x), "note"))
