"""Words that are folded, searches that are taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import LedgerError
from selon.ledger.fold import fold, name, words
from selon.ledger.search import fts5, parse, tsquery


def test_words_are_folded() -> None:
    assert words("L'Œuvre à Deir ez-Zor, l’ÉTÉ 2026_B") == [
        "l",
        "oeuvre",
        "a",
        "deir",
        "ez",
        "zor",
        "l",
        "ete",
        "2026",
        "b",
    ]
    assert fold("  Ménaka !") == "menaka"
    assert name("L'armée des États") == "armee des etats"
    assert name("La") == "la"
    assert fold("مُحَمَّد") == fold("محمد")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_search_in_both_languages() -> None:
    search = parse('Retrait "base aérienne" repli* -accord')
    assert fts5(search, "quote") == '{quote} : (("retrait" AND "base aerienne" AND "repli"*) NOT "accord")'
    assert tsquery(search) == "('retrait') & ('base' <-> 'aerienne') & ('repli':*) & !('accord')"


@given(st.text())
def test_any_search_is_parsed_or_refused(query: str) -> None:
    try:
        search = parse(query)
    except LedgerError:
        return
    assert search.present
    assert all(w.isalnum() for t in search.terms for w in t.words)


@pytest.mark.parametrize("query", ["", "  ", "-accord", "«»", '""'])
def test_a_search_for_nothing(query: str) -> None:
    with pytest.raises(LedgerError, match="nothing to search for"):
        parse(query)
