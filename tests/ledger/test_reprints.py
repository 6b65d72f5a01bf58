"""How a dispatch stands to an earlier one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from selon.ledger.fold import words
from selon.ledger.reprints import Copy, relation
from selon.ledger.sketches import shingles, sketches

RANDOM = random.Random(1)
WORDS = [f"mot{i}" for i in range(3000)]
PARTS = [" ".join(RANDOM.choices(WORDS, k=40)) for _ in range(12)]


def text(*parts: int) -> str:
    return "\n\n".join(PARTS[i] for i in parts)


OLD = Copy("old", text(0, 1, 2, 3, 4), "ALP", date(2026, 2, 23), "Mali: repli de Ménaka")

CASES: dict[str, tuple[dict[str, Any], tuple[str, str] | None]] = {
    "another agency, the same text": ({"agency": "BET"}, ("reprints", "new")),
    "another agency, a header more": (
        {"agency": "BET", "text": "Le Courrier avec ALP\n\n" + OLD.text},
        ("reprints", "new"),
    ),
    "another agency, the last paragraph cut": ({"agency": "BET", "text": text(0, 1, 2, 3)}, ("reprints", "new")),
    "another agency, the day before": ({"agency": "BET", "published": date(2026, 2, 22)}, ("reprints", "old")),
    "another agency, half of the text": ({"agency": "BET", "text": text(0, 1, 8, 9, 10)}, None),
    "one agency, a word mended": ({"text": OLD.text.replace(" ", " encore ", 1)}, ("reprints", "new")),
    "one agency, a word mended, sent later": (
        {"text": OLD.text.replace(" ", " encore ", 1), "published_at": datetime(2026, 2, 23, 9, tzinfo=UTC)},
        ("supersedes", "new"),
    ),
    "one agency, called a correction": (
        {"text": OLD.text.replace(" ", " encore ", 1), "change": "correction"},
        ("supersedes", "new"),
    ),
    "one agency, more text, the same title": ({"text": text(0, 1, 2, 3, 4, 5, 6, 7, 8)}, ("supersedes", "new")),
    "one agency, a third more text": ({"text": text(0, 1, 2, 3, 4, 5, 6)}, ("supersedes", "new")),
    "another agency, a third more text": ({"agency": "BET", "text": text(0, 1, 2, 3, 4, 5, 6)}, ("reprints", "new")),
    "one agency, a third more text, another title": (
        {"text": text(0, 1, 2, 3, 4, 5, 6), "title": "Une autre affaire"},
        ("reprints", "new"),
    ),
    "one agency, two paragraphs of five kept": ({"text": text(0, 1, 8, 9, 10)}, ("supersedes", "new")),
    "one agency, the whole story carried along as background": (
        {"text": text(8, 9, 10, 11, 0, 1, 2, 3), "title": "Une autre affaire"},
        None,
    ),
    "one agency, said to be updated": (
        {"text": text(0, 1, 2, 7, 8, 9), "title": "Kidal: autre titre (actualisé)"},
        ("supersedes", "new"),
    ),
    "one agency, another title": ({"text": text(0, 1, 2, 7, 8, 9), "title": "Une autre affaire"}, None),
    "one agency, a week later": (
        {"text": text(0, 1, 2, 7, 8, 9), "title": "Kidal (actualisé)", "published": date(2026, 3, 2)},
        None,
    ),
    "one agency, a paragraph of background": ({"text": text(4, 6, 7, 8, 9), "title": "Mali: repli de Kidal"}, None),
    "nothing in common": ({"text": text(7, 8, 9)}, None),
}


@pytest.mark.parametrize("name", CASES)
def test_relations(name: str) -> None:
    changes, wanted = CASES[name]
    found = relation(replace(OLD, key="new", **changes), OLD)
    assert (found and (found.kind, found.later)) == wanted
    assert found is None or (found.why and {found.later, found.earlier} == {"old", "new"})


def test_what_the_provider_says_is_believed() -> None:
    first = replace(OLD, provider_id="urn:1", version="2")
    assert relation(replace(first, key="new", version="10", text="Tout autre chose."), first)
    earlier = relation(replace(first, key="new", version="1", text="Tout autre chose."), first)
    assert earlier is not None and (earlier.later, earlier.earlier) == ("old", "new")
    replacing = replace(OLD, key="new", provider_id="urn:2", replaces="urn:1", text="Tout autre chose.")
    assert relation(replacing, first) is not None
    assert relation(replace(replacing, agency="BET"), first) is None


def test_a_slug_tells_takes_of_one_story() -> None:
    at = datetime(2026, 2, 23, 8, tzinfo=UTC)
    first = replace(OLD, slug="MALI-REPLI", published_at=at)
    later = replace(
        first, key="new", title="Tout autre titre", text=text(0, 1, 2, 8, 9), published_at=at.replace(hour=9)
    )
    assert relation(later, first) is not None
    assert relation(replace(later, slug="MALI-TRÊVE"), first) is None


def test_short_and_empty_texts_have_a_shingle() -> None:
    assert shingles("Un mot") == {"un mot"}
    assert shingles("!") == {""}
    prints, bands = sketches([words(t) for t in ("Un mot", "Un  mot.", "Deux mots")])
    assert prints[0] == prints[1] != prints[2]
    assert bands[0] == bands[1]
    assert all(-(2**63) <= b < 2**63 for b in bands[0])
    assert sketches([]) == ([], [])


def test_copies_share_a_band_and_others_do_not() -> None:
    rng = random.Random(2)
    texts = [" ".join(rng.choices(WORDS, k=200)) for _ in range(100)]
    copies = [t[: int(len(t) * 0.9)] for t in texts]
    _, bands = sketches([words(t) for t in texts + copies])
    sets = [set(b) for b in bands]
    assert all(sets[i] & sets[100 + i] for i in range(100))
    assert not any(sets[i] & sets[j] for i in range(100) for j in range(i))
