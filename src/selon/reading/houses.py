"""Which agencies a dispatch is from by its own word, so that their teams and correspondents are known as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selon.languages.load import table
from selon.model import Dispatch
from selon.reading.marks import marks

_PARTS = re.compile(r"[/()]")


def houses(d: Dispatch, lang: str) -> tuple[str, ...]:
    """The names without their articles: of the agency that issued the dispatch, and of those in its dateline and its
    credits, where another passes it on. `lang` is that of the pack that reads it."""
    articles = _articles(lang)
    names = (_bare(name.strip(), articles) for name in (d.agency or "", *_datelines(d), *_credits(d)))
    return tuple(dict.fromkeys(name for name in names if name))


def _datelines(d: Dispatch) -> Iterator[str]:
    known = marks(d.lang)
    for b in d.blocks:
        if b.kind == "dateline":
            found = (p.match(d.text, b.span.start) for p in (*known.datelines, *known.capitals))
            first = next((m for m in found if m is not None), None)
            yield (first.groupdict().get("agency") if first is not None else None) or ""


def _credits(d: Dispatch) -> Iterator[str]:
    """The names in capitals between the slashes and brackets of credits: "( ABC / Jane DOE )"."""
    parts = (part for b in d.blocks if b.kind == "credit" for part in _PARTS.split(b.span.of(d.text)))
    return (part.strip() for part in parts if part.strip().isupper())


@lru_cache(maxsize=8)
def _articles(lang: str) -> tuple[str, ...]:
    """The definite articles as they stand before a name."""
    articles: list[str] = table(lang, "sources")["all_of_them"] + table(lang, "sources")["articles"]
    return tuple(a if a.endswith(("'", "’")) else f"{a} " for a in articles)


def _bare(name: str, articles: tuple[str, ...]) -> str:
    begun = next((a for a in articles if name.lower().startswith(a)), "")
    return name[len(begun) :]
