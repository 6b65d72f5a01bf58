"""Which agencies a dispatch is from by its own word, so that their teams and correspondents are known as such."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from selon.languages.load import table
from selon.model import Dispatch
from selon.reading.marks import marks


def houses(d: Dispatch, lang: str) -> tuple[str, ...]:
    """The names without their articles: of the agency that issued the dispatch, and of the one in its dateline, where
    another passes it on. `lang` is that of the pack that reads it."""
    articles = _articles(lang)
    names = (_bare(name.strip(), articles) for name in (d.agency or "", *_datelines(d)))
    return tuple(dict.fromkeys(name for name in names if name))


def _datelines(d: Dispatch) -> Iterator[str]:
    known = marks(d.lang)
    for b in d.blocks:
        if b.kind == "dateline":
            found = (p.match(d.text, b.span.start) for p in (*known.datelines, *known.capitals))
            first = next((m for m in found if m is not None), None)
            yield (first.groupdict().get("agency") if first is not None else None) or ""


@lru_cache(maxsize=8)
def _articles(lang: str) -> tuple[str, ...]:
    """The definite articles as they stand before a name."""
    articles: list[str] = table(lang, "sources")["all_of_them"] + table(lang, "sources")["articles"]
    return tuple(a if a.endswith(("'", "’")) else f"{a} " for a in articles)


def _bare(name: str, articles: tuple[str, ...]) -> str:
    begun = next((a for a in articles if name.lower().startswith(a)), "")
    return name[len(begun) :]
