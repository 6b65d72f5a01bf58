"""The parts of a dispatch: header, title, dateline, caption, credit, paragraphs; its agency, day and place.

Works on plain text as agencies and aggregators write it. Every character that is not white space lies in exactly one
block, and no block begins or ends in white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from selon.model import Block, BlockKind, Dispatch, Span
from selon.reading.chunks import paragraphs, skip, trim
from selon.reading.language import language
from selon.reading.marks import Marks, marks

_ENDS = (".", ";", ":", ",", "…", "...")
_NAME = re.compile(r"(?:[^\W\d_]|[’'.\- ])+")
_ARTICLE = re.compile(r"(?:[ae][lrnstdz]|ash|d)[-’']")

LONGEST_TITLE = 250
"""Code points; a longer first paragraph is none."""
LONGEST_CAPTION = 600
LONGEST_REST = 120
"""Code points after the day in a header line."""
TOP = 6
"""A dateline is looked for in so many paragraphs after the title."""


def anatomy(
    text: str,
    *,
    id: str,  # noqa: A002 - the name of the field it fills
    lang: str | None,
    published: date | None = None,
    title: str | None = None,
) -> Dispatch:
    """Take a text apart.

    Args:
        text: kept unchanged; all spans count its code points.
        id: the dispatch's id.
        lang: ISO 639-1 code; None to tell it from the text.
        published: publication day. None to look for it in the header and the dateline; today is never assumed.
        title: the headline where it is known apart from the text; a first paragraph that equals it is the title block.
    """
    lang = lang or language(text)
    found = _Finder(text, marks(lang), title).run()
    return Dispatch(
        id=id,
        text=text,
        lang=lang,
        published=published or found.published or found.dated or found.updated,
        title=title or found.title,
        agency=found.agency or found.credited,
        place=found.place,
        blocks=tuple(found.blocks),
    )


@dataclass
class _Finder:
    """Walks the paragraphs once, from top to bottom. `published`, `dated` and `updated` are by rank of belief."""

    text: str
    marks: Marks
    given: str | None
    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    agency: str | None = None
    credited: str | None = None
    published: date | None = None
    dated: date | None = None
    updated: date | None = None
    place: Span | None = None
    _dateline: bool = False

    def run(self) -> _Finder:
        chunks = list(paragraphs(self.text))
        at, n = self._top(chunks)
        for i in range(n, len(chunks)):
            start = skip(self.text, max(at, chunks[i].start), chunks[i].end)
            if start < chunks[i].end:
                self._body(Span(start, chunks[i].end), i - n, last=i == len(chunks) - 1)
        return self

    # The top: header lines and title. Returns where the rest begins, and in which paragraph.

    def _top(self, chunks: list[Span]) -> tuple[int, int]:
        for n, chunk in enumerate(chunks):
            at, headed = self._headers(chunk)
            if at >= chunk.end:
                continue
            end = self._title(Span(at, chunk.end), headed=headed, alone=n == len(chunks) - 1)
            return end, n
        return len(self.text), len(chunks)

    def _headers(self, chunk: Span) -> tuple[int, bool]:
        """Take header lines off the chunk: where the rest begins, and whether it stands on the line of a header."""
        at = chunk.start
        while at < chunk.end:
            end = self._line_end(at, chunk.end)
            stop = self._header(Span(at, end))
            if stop is None:
                return at, False
            at = skip(self.text, stop, chunk.end)
            if stop < end and at < end:
                return at, True
        return at, False

    def _header(self, line: Span) -> int | None:
        """The end of a header that begins the line; None where there is none."""
        text, m = self.text, self.marks
        if found := m.header.match(text, line.start, line.end):
            return self._dated(line, found)
        if found := m.field.match(text, line.start, line.end):
            key = found["key"].lower()
            if key in m.title and self.title is None:
                self._add("header", line.start, found.start("value"))
                self._add("title", found.start("value"), line.end)
                self.title = text[found.start("value") : line.end].strip()
                return line.end
            if key in m.agency:
                self.agency = self.agency or found["value"].strip()
            self._add("header", line.start, line.end)
            return line.end
        if m.flag.match(text, line.start, line.end) or self._initials(line):
            self._add("header", line.start, line.end)
            return line.end
        return None

    def _dated(self, line: Span, found: re.Match[str]) -> int | None:
        """Take a header that gives a day. A sentence that begins so ("Publié le 3 mars, le rapport …") is none."""
        label = (found["label"] or "").lower()
        rest = self.text[found.end() : line.end].strip()
        inline = not label or label in self.marks.inline
        if not inline and (len(rest) > LONGEST_REST or rest.endswith(".")):
            return None
        day = self.marks.day(found["date"] or found["bare"])
        if label in self.marks.updated:
            self.updated = self.updated or day
        else:
            self.published = self.published or day
        stop = found.end() if inline and rest else line.end
        self._add("header", line.start, stop)
        return stop

    def _initials(self, line: Span) -> bool:
        found = self.marks.signature.fullmatch(self.text, line.start, line.end)
        return bool(found) and self.text[line.start].islower()

    def _title(self, chunk: Span, *, headed: bool, alone: bool) -> int:
        """Take the title off the chunk; where the rest begins."""
        if self.title is not None:
            return chunk.start
        first = Span(chunk.start, self._line_end(chunk.start, chunk.end))
        for span in (chunk, first):
            if self.given and _same(span.of(self.text), self.given):
                return self._entitle(span)
        if first.end < chunk.end:
            below = skip(self.text, first.end, chunk.end)
            line = Span(below, self._line_end(below, chunk.end))
            parted = (
                line.end - line.start > 120 or self._find_dateline(line) or self.marks.header.match(line.of(self.text))
            )
            if parted and (headed or self._titular(first)):
                return self._entitle(first)
        if headed and len(chunk.of(self.text)) <= LONGEST_TITLE:
            return self._entitle(chunk)
        if not alone and self._titular(chunk):
            return self._entitle(chunk)
        return chunk.start

    def _entitle(self, span: Span) -> int:
        self._add("title", *span)
        self.title = " ".join(span.of(self.text).split())
        return span.end

    def _titular(self, span: Span) -> bool:
        words = span.of(self.text)
        return (
            len(words) <= LONGEST_TITLE
            and not words.rstrip(" »”\"'").endswith(_ENDS)
            and self._find_dateline(span) is None
            and self._credit(span) is None
            and not self.marks.caption.match(words)
        )

    # The rest.

    def _body(self, chunk: Span, n: int, *, last: bool) -> None:
        text = self.text
        if n < TOP and not self._dateline and (end := self._take_dateline(chunk)) is not None:
            start = skip(text, end, chunk.end)
            if start < chunk.end:
                self._add("paragraph", start, chunk.end)
            return
        if n < TOP and (stop := self._dated_line(chunk)) is not None:
            start = skip(text, stop, chunk.end)
            if start < chunk.end:
                self._body(Span(start, chunk.end), n, last=last)
            return
        credit = self._credit(chunk)
        if n < TOP and not last and self._initials(chunk):
            self._add("header", *chunk)
        elif credit is not None:
            if credit > chunk.start:
                self._add("caption", chunk.start, credit)
            self._add("credit", credit, chunk.end)
        elif last and self.marks.signature.fullmatch(text, chunk.start, chunk.end):
            self._add("credit", *chunk)
        elif self._bare_caption(chunk, n, last=last):
            self._add("caption", *chunk)
        else:
            self._add("paragraph", *chunk)

    def _dated_line(self, chunk: Span) -> int | None:
        """Take a line such as "Publié le 3 mars 2026 à 10h03" that stands below the title; its end."""
        line = Span(chunk.start, self._line_end(chunk.start, chunk.end))
        found = self.marks.header.match(self.text, line.start, line.end)
        if not found or not found["label"] or line.end - line.start > LONGEST_TITLE:
            return None
        return self._header(line)

    def _credit(self, chunk: Span) -> int | None:
        """Where the credit that ends the chunk begins; sets the agency it names."""
        if chunk.end - chunk.start > LONGEST_CAPTION:
            return None
        words = chunk.of(self.text)
        for pattern in self.marks.credits:
            if (found := pattern.search(words)) and self._credible(found):
                self._credited(found)
                return chunk.start + found.start()
        return None

    def _credible(self, found: re.Match[str]) -> bool:
        """Whether the slash is a credit's: spaced, or beside an agency's name ("(GUE/NGL, Italie)" is none)."""
        parts = found.groupdict()
        first, second = parts.get("first"), parts.get("second")
        if not first or not second:
            return True
        return " / " in found[0] or not self.marks.agencies.isdisjoint((first, second))

    def _credited(self, found: re.Match[str]) -> None:
        parts = found.groupdict()
        first, second = parts.get("first"), parts.get("second")
        if not first or not second or self.credited:
            return
        known = [p for p in (first, second) if p in self.marks.agencies]
        capitals = [p for p in (first, second) if p.isupper()]
        self.credited = next(iter(known or capitals), None)

    def _bare_caption(self, chunk: Span, n: int, *, last: bool) -> bool:
        words = chunk.of(self.text) if chunk.end - chunk.start <= LONGEST_CAPTION else ""
        if self.marks.caption.match(words):
            return True
        return n < TOP and not last and not self._dateline and self._ends_in_day(words)

    def _ends_in_day(self, words: str) -> bool:
        """Whether the words end in a day with its year, as captions do, and not in a full stop, as sentences do."""
        found = self.marks.ends_in_day.search(words)
        return found is not None and self.marks.day(found["date"]) is not None

    def _take_dateline(self, chunk: Span) -> int | None:
        found = self._find_dateline(chunk)
        if found is None:
            return None
        parts = found.groupdict()
        self._dateline = True
        self.agency = self.agency or parts.get("agency")
        self.dated = self.dated or (self.marks.day(parts["date"]) if parts.get("date") else None)
        if parts.get("place"):
            self.place = Span(*found.span("place"))
        self._add("dateline", chunk.start, found.end())
        return found.end()

    def _find_dateline(self, chunk: Span) -> re.Match[str] | None:
        stop = min(chunk.end, chunk.start + 200)
        for pattern in self.marks.datelines:
            found = pattern.match(self.text, chunk.start, stop)
            if found and _is_place(found.groupdict().get("place")):
                return found
        for pattern in self.marks.capitals:
            found = pattern.match(self.text, chunk.start, stop)
            if found and found["place"].isupper() and _is_place(found["place"]):
                return found
        return None

    def _line_end(self, at: int, end: int) -> int:
        stop = self.text.find("\n", at, end)
        return trim(self.text, at, end if stop < 0 else stop)

    def _add(self, kind: BlockKind, start: int, end: int) -> None:
        start = skip(self.text, start, end)
        end = trim(self.text, start, end)
        if start < end:
            self.blocks.append(Block(kind, Span(start, end)))


def _is_place(words: str | None) -> bool:
    """Whether the words can be a place name in a dateline; so can none at all."""
    if words is None:
        return True
    named = words[:1].isupper() or _ARTICLE.match(words)
    return bool(named) and len(words.split()) <= 6 and bool(_NAME.fullmatch(words))


def _same(a: str, b: str) -> bool:
    return a.split() == b.split()
