"""The catalogue of reasons: every reason has words in every language, with the same things filled in."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import pytest
from tests.linking.qasrak import read

from selon.linking import link
from selon.linking.reasons import LANGUAGES, Reason, because, messages, number, said
from selon.model import Quantity, Span


def filled(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def forms(entry: Any) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_words_of_every_reason(lang: str) -> None:
    known, mine = messages(LANGUAGES[0])["why"], messages(lang)["why"]
    assert list(known) == list(mine)
    for entry, found in known.items():
        assert isinstance(found, dict) == isinstance(mine[entry], dict), entry
        assert [filled(w) for w in forms(found)] == [filled(w) for w in forms(mine[entry])], entry


def test_every_entry_is_used() -> None:
    code = "".join(f.read_text("utf-8") for f in resources.files("selon.linking").iterdir() if f.name.endswith(".py"))
    unused = [e for e in messages("en")["why"] if f'"{e}"' not in code and not _made_of_parts(e, code)]
    assert unused == []


def _made_of_parts(entry: str, code: str) -> bool:
    """Whether the code puts the entry together: f"who_{v.kind}" and the like."""
    return any(entry.startswith(head) for head in re.findall(r'f"([a-z]+_)\{', code)) or entry in (
        *("possible", "planned", "begun", "done"),
        *("same", "inside", "around", "overlaps", "apart"),
    )


def test_a_reason_is_said_in_the_language_asked_for() -> None:
    why = because("overdue", last=date(2026, 3, 15), n=2)
    assert str(why) == "due by 2026-03-15, 2 days ago; no report that it was done"
    assert why.say("fr") == "échéance 2026-03-15, dépassée de 2 jours ; rien ne dit que ce soit fait"
    within = because("from_dispatch", why=because("same_place", place="Qasrak"))
    assert said((within,), "fr") == ["le même lieu : Qasrak (d'après le reste de la dépêche)"]


@pytest.mark.parametrize(
    ("low", "high", "approximate", "english", "french"),
    [
        (34, 34, False, "34", "34"),
        (20, 99, False, "20–99", "20–99"),
        (30, None, False, "30 or more", "30 ou plus"),
        (None, 50, True, "up to about 50", "jusqu'à environ 50"),
    ],
)
def test_numbers(low: float | None, high: float | None, approximate: bool, english: str, french: str) -> None:
    found = number(Quantity(Span(0, 1), low, high, "mort", approximate=approximate))
    assert (str(found), found.say("fr")) == (english, french)


def test_all_that_the_example_derives_is_said_in_every_language() -> None:
    linker = link([read()])
    every = list(_reasons(linker))
    assert len(every) > 50
    for lang in LANGUAGES:
        assert all(r.say(lang) for r in every)


def _reasons(linker: Any) -> Iterator[Reason]:
    for h in linker.happenings():
        yield from (w for m in h.members for w in m.why)
        yield from (w for k in linker.links(h) for w in k.why)
        n = linker.independence(h)
        yield from (*n.why, *(c.why for c in n.voices), linker.credibility(h).why)
    yield from (f.why for f in linker.facts())
    yield from (w for s in linker.situation(date(2026, 3, 16)) for w in s.why)
    yield from (w for c in linker.due(date(2026, 3, 16)) for w in (*c.why, *(d.why for d in c.by)))
    yield from (w for v in linker.voices() for w in v.why)
