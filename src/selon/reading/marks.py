"""The marks that tell the parts of a dispatch apart in one language, compiled from `anatomy.toml` files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from selon.languages.load import table
from selon.reading.language import PACKS

_GROUP = re.compile(r"\(\?P<(?:y|m|d)>")


@dataclass(frozen=True)
class Marks:
    """Compiled patterns of one language. Each is matched at a paragraph's start, `credits` up to its end."""

    days: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    ends_in_day: re.Pattern[str]
    header: re.Pattern[str]
    field: re.Pattern[str]
    flag: re.Pattern[str]
    datelines: tuple[re.Pattern[str], ...]
    capitals: tuple[re.Pattern[str], ...]
    caption: re.Pattern[str]
    credits: tuple[re.Pattern[str], ...]
    signature: re.Pattern[str]
    inline: frozenset[str]
    updated: frozenset[str]
    title: frozenset[str]
    agency: frozenset[str]
    agencies: frozenset[str]

    def day(self, text: str) -> date | None:
        """The day that `text` names from end to end; None where it names none, or one without its year."""
        for pattern in self.days:
            m = pattern.fullmatch(text)
            if m and m["y"]:
                month = self.months.get(m["m"].lower().rstrip(".")) or int(m["m"] if m["m"].isdigit() else 0)
                return _date(int(m["y"]), month, int(m["d"]))
        return None


@lru_cache(maxsize=8)
def marks(lang: str) -> Marks:
    """The marks of a language; the first pack's where there is no pack for it."""
    own = table(lang if lang in PACKS else PACKS[0], "anatomy")
    shared = _shared()
    agencies = {form for name in shared["agencies"] for form in (name, name.upper())}
    words = {
        "agencies": _any(agencies),
        "month": f"(?i:{_any(own['months'])})",
        "weekday": f"(?i:{_any(own['weekdays'])})",
        "photo": f"(?i:{_any(own['photo'])})",
        "credit": f"(?i:{_any(own['credit'])})",
        "with": f"(?i:{_any(own['with'])})",
        "dash": shared["dash"],
        "place": shared["place"],
        "gap": shared["gap"],
    }
    days = tuple(_fill(p, words) for p in (shared["iso"], *own["dates"]))
    words["agency"] = _fill(shared["agency"], words)
    date_ = f"(?:(?i:{_any(own['before_date'])})\\s++)?(?P<date>{'|'.join(_GROUP.sub('(?:', d) for d in days)})"
    words["date"] = date_
    labels = [*own["inline"], *own["published"], *own["updated"]]
    iso = _GROUP.sub("(?:", days[0])
    clock = (
        r"(?:[T,]?\s*+(?:(?:[-–àa]|at)\s*+)?\d{1,2}\s*+[:hH]\s*+\d\d(?::\d\d)?"
        r"(?:\s*+(?:Z|GMT|UTC|CET|[+-]\d\d:?\d\d))?)?"
    )
    fields = [*own["title"], *own["agency"], *own["other"]]
    return Marks(
        days=tuple(re.compile(d, re.IGNORECASE) for d in days),
        months=own["months"],
        ends_in_day=re.compile(f"{date_}$"),
        header=re.compile(
            rf"(?:(?P<label>(?i:{_any(labels)}))\s*+(?::\s*+)?{date_}|(?P<bare>{iso})){clock}(?=\s|[,.;|]|$)"
        ),
        field=re.compile(rf"(?P<key>(?i:{_any(fields)}))\s*+:[^\S\n]++(?P<value>[^\n]+)"),
        flag=re.compile(rf"[(\[]?(?i:{_any(own['flags'])})[)\]]?[^\S\n]*+[!:.-]*(?=\n|$)"),
        datelines=tuple(re.compile(_fill(p, words)) for p in shared["datelines"]),
        capitals=tuple(re.compile(_fill(p, words)) for p in shared["capitals"]),
        caption=re.compile(rf"(?i:{_any(own['caption'])})\s*+[:.–-]\s"),
        credits=tuple(re.compile(rf"(?:{_fill(p, words)})\.?$") for p in shared["credits"]),
        signature=re.compile("|".join(f"(?:{_fill(p, words)})" for p in shared["signatures"])),
        inline=frozenset(own["inline"]),
        updated=frozenset(own["updated"]),
        title=frozenset(own["title"]),
        agency=frozenset(own["agency"]),
        agencies=frozenset(agencies),
    )


@lru_cache(maxsize=1)
def _shared() -> dict[str, Any]:
    return tomllib.loads(resources.files("selon.reading").joinpath("anatomy.toml").read_text(encoding="utf-8"))


def _any(words: Iterable[str]) -> str:
    """An alternation of the words, longest first so that none hides a longer one."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _fill(pattern: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
