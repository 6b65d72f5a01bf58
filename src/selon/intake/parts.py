"""A dispatch from parts that its markup tells apart, instead of from the look of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from selon.intake.clean import clean
from selon.intake.text import dispatched
from selon.model import Block, BlockKind, Dispatch, Span

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A title, dateline, caption, credit or paragraph, as marked up; its white space means nothing."""

    kind: BlockKind
    text: str


def compose(
    parts: Iterable[Part],
    *,
    lang: str | None = None,
    published: date | None = None,
    agency: str | None = None,
    languages: Sequence[str] | None = None,
) -> Dispatch:
    """The dispatch of these parts: its text is the parts, cleaned, with a blank line between each two.

    What the markup says of a part holds; within paragraphs, datelines, captions pasted in and credits are still found
    by their look. A first title is the dispatch's title.

    Raises:
        InputError: nothing to read, or in a language that cannot be read.
    """
    told = [Part(p.kind, words) for p in parts if (words := " ".join(clean(p.text).split()))]
    spans = list(_spans(told))
    title = next((p.text for p in told if p.kind == "title"), None)
    text = GAP.join(p.text for p in told)
    d = dispatched(text, lang=lang, published=published, title=title, agency=agency, languages=languages)
    within: list[list[Block]] = [[] for _ in told]
    starts = [span.start for span in spans]
    for block in d.blocks:
        n = bisect_right(starts, block.span.start) - 1
        if spans[n].covers(block.span):
            within[n].append(block)
    blocks = [b for part, span, found in zip(told, spans, within, strict=True) for b in _kinds(part, span, found)]
    place = d.place
    if place is not None and not any(b.kind == "dateline" and b.span.covers(place) for b in blocks):
        place = None
    return replace(d, title=title or d.title, blocks=tuple(blocks), place=place)


def _spans(parts: Iterable[Part]) -> Iterator[Span]:
    at = 0
    for part in parts:
        yield Span(at, at + len(part.text))
        at += len(part.text) + len(GAP)


def _kinds(part: Part, span: Span, found: list[Block]) -> list[Block]:
    """The blocks of one part: what was found in it by its look, where that agrees with the markup."""
    if part.kind == "paragraph":
        mended = [replace(b, kind="paragraph") if b.kind == "title" else b for b in found]
        return mended or [Block("paragraph", span)]
    if part.kind == "caption" and any(b.kind == "credit" for b in found):
        return [b if b.kind == "credit" else replace(b, kind="caption") for b in found]
    return [Block(part.kind, span)]


def arrange(parts: Iterable[Part]) -> list[Part]:
    """Titles first, then captions with their credits, then all else: the order in which agencies print a dispatch.

    A text broken by captions in its midst would hide its dateline and its signature from who looks for them.
    """
    found = list(parts)
    pictures = [
        p
        for n, p in enumerate(found)
        if p.kind == "caption" or (p.kind == "credit" and n and found[n - 1].kind == "caption")
    ]
    titles = [p for p in found if p.kind == "title"]
    apart = {id(p) for p in (*titles, *pictures)}
    return [*titles, *pictures, *(p for p in found if id(p) not in apart)]
