"""What a person types to search words, taken apart once for every store.

`retrait base` wants both words in any order, `"base aérienne"` the phrase, `retir*` any word that begins so, `-accord`
that the word is absent. Accents, capitals and punctuation make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.errors import LedgerError
from selon.ledger.fold import words

LONGEST_WORD = 500
"""Characters of a word that are compared."""

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other; the last may be the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Terms that must all hold; at least one says what is there."""

    terms: tuple[Term, ...]

    @property
    def present(self) -> tuple[Term, ...]:
        """What must be there."""
        return tuple(t for t in self.terms if not t.absent)

    @property
    def absent(self) -> tuple[Term, ...]:
        """What must not be there."""
        return tuple(t for t in self.terms if t.absent)


def parse(query: str) -> Search:
    """The terms of a query.

    Raises:
        LedgerError: no word in it, or only words that must be absent.
    """
    found = []
    for minus, phrase, word in _TERM.findall(query):
        said = phrase or word
        folded = tuple(words(said))
        if folded:
            found.append(Term(folded, said.endswith("*"), bool(minus)))
    search = Search(tuple(found))
    if not search.present:
        raise LedgerError(f"nothing to search for in {query!r}: write at least one word without a minus before it")
    return search


def fts5(search: Search, column: str) -> str:
    """The search in the language of SQLite's FTS5, in one column."""
    query = " AND ".join(_fts5(t) for t in search.present)
    for term in search.absent:
        query = f"({query}) NOT {_fts5(term)}"
    return f"{{{column}}} : ({query})"


def _fts5(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def tsquery(search: Search) -> str:
    """The search as PostgreSQL writes values of type tsquery."""
    return " & ".join(("!" if t.absent else "") + _tsquery(t) for t in search.terms)


def _tsquery(term: Term) -> str:
    return "(" + " <-> ".join(f"'{w[:LONGEST_WORD]}'" for w in term.words) + (":*" if term.prefix else "") + ")"
