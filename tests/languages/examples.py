"""The example sentences of a language pack, parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.languages.load import rows, table
from selon.model import Block, Span
from selon.reading.lexicon import FILES
from selon.reading.parse import Paragraph, grow, load_pipeline
from selon.reading.syntax import Syntax
from selon.reading.tree import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

TABLES = (*FILES, "cues", "sources")
STATUS = "status"


@dataclass(frozen=True, repr=False)
class Example:
    """A row of a table, and its example parsed; `marked` are the tokens in [[ ]]."""

    row: dict[str, str]
    syntax: Syntax
    marked: tuple[Token, ...]

    @property
    def head(self) -> Token:
        """The marked token that stands highest in the tree."""
        return min(self.marked, key=lambda t: sum(1 for _ in self.syntax.ancestors(t)))

    @property
    def text(self) -> str:
        """The words in [[ ]]."""
        return self.row["example"].partition("[[")[2].partition("]]")[0]

    def __str__(self) -> str:
        told = " ".join(f"{t.text}/{self.syntax.lemma(t)}/{t.pos_}/{t.dep_}" for t in self.marked)
        return f"{self.row['example']}  ({told})"


def parsed(lang: str) -> dict[str, list[Example]]:
    """The examples of a language by table, in the order of the rows."""
    found: dict[str, list[Example]] = {}
    jobs = ((plain(row["example"]), (name, row)) for name, row in _rows(lang))
    for doc, (name, row) in load_pipeline(lang).pipe(jobs, as_tuples=True, batch_size=128):
        found.setdefault(name, []).append(_example(doc, row, lang))
    return found


def plain(example: str) -> str:
    """The sentence without its marks."""
    return example.replace("[[", "").replace("]]", "")


def _rows(lang: str) -> Iterator[tuple[str, dict[str, str]]]:
    for name in TABLES:
        for row in rows(lang, name):
            yield name, row
    for name, content in table(lang, STATUS).items():
        for word in content.get("words", ()):
            yield STATUS, {**word, "table": name}


def _example(doc: Doc, row: dict[str, str], lang: str) -> Example:
    start = row["example"].index("[[")
    span = Span(start, row["example"].index("]]") - 2)
    paragraph = Paragraph(Block("paragraph", Span(0, len(doc.text))), 0, grow(doc, lang))
    return Example(row, Syntax(paragraph, lang), tuple(paragraph.tokens(span)))
