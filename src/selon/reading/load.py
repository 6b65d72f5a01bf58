"""A spaCy pipeline loaded in half the time, and with lemmas found quicker: the same tokens, parses and lemmas.

Three things in spaCy 3.8 cost most of it and are done otherwise here. French compiles a regular expression of two
hundred letter classes, each of every script, and Python works out each class anew. The lemma tables go through a Bloom
filter, entry by entry. The rule lemmatizer searches its word lists from end to end.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def quick_load(package: str, exclude: Sequence[str]) -> Language:
    """The pipeline of an installed package, without the components named in `exclude`.

    Raises:
        OSError: the package is not installed.
    """
    with _classes_once(), _no_collection():
        import spacy

        nlp = spacy.load(package, exclude=[*exclude, "lookups"])
        if nlp.has_pipe("lemmatizer"):
            _lemma_tables(nlp.get_pipe("lemmatizer"), nlp.path)
    return nlp


@contextmanager
def _classes_once() -> Iterator[None]:
    """While it lasts, a character class that was optimised once is not optimised again.

    The function is private to Python's `re`; where a version does not have it, compiling only takes longer.
    """
    compiler: Any = getattr(re, "_compiler", None)
    usual = getattr(compiler, "_optimize_charset", None)
    if usual is None:
        yield
        return
    known: dict[tuple[Any, ...], Any] = {}

    def optimised(charset: Any, *how: Any) -> Any:
        key = (tuple(charset), *map(id, how))
        if key not in known:
            known[key] = usual(charset, *how)
        return known[key]

    compiler._optimize_charset = optimised
    try:
        yield
    finally:
        compiler._optimize_charset = usual


@contextmanager
def _no_collection() -> Iterator[None]:
    """While it lasts, no search for cycles: everything that is made stays."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Words:
    """A flat lemma table: what spaCy's `Table` answers, without building its filter."""

    def __init__(self, entries: dict[int, list[str]]) -> None:
        from spacy.strings import get_string_id

        self._entries = entries
        self._id = get_string_id

    def get(self, word: str, default: list[str]) -> list[str]:
        """The lemmas listed for a form."""
        return self._entries.get(self._id(word), default)


def _lemma_tables(lemmatizer: Any, path: Path | None) -> None:
    """Fill the lemmatizer's tables from its file, with word lists as sets."""
    import srsly  # type: ignore[import-untyped]
    from spacy.lookups import Table

    file = path / lemmatizer.name / "lookups" / "lookups.bin" if path else None
    if file is None or not file.is_file():
        return
    tables = lemmatizer.lookups._tables
    for name, entries in srsly.msgpack_loads(file.read_bytes()).items():
        if name == "lemma_lookup":
            tables[name] = _Words(entries)
        elif name == "lemma_index":
            tables[name] = Table(name, {pos: frozenset(words) for pos, words in entries.items()})
        else:
            tables[name] = Table(name, entries)
