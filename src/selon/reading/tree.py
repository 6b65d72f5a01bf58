"""A parsed paragraph as plain objects: the tokens of a Universal Dependencies tree.

spaCy makes a new object at every look at a token; readers look hundreds of thousands of times. Here each token is
made once, with the attributes that readers ask for under spaCy's names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Token:
    """One word: its place, forms, class, and relation to its head (`head` is the token itself at a root)."""

    __slots__ = (
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "is_stop",
        "left_edge",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "right_edge",
        "sent",
        "text",
    )

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    head: Token
    left_edge: Token
    right_edge: Token
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_stop: bool
    morph: Mapping[str, str]
    sent: Sentence
    doc: Tree

    def nbor(self, by: int = 1) -> Token:
        """The token `by` places further on.

        Raises:
            IndexError: there is none.
        """
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc[self.i + by]

    @property
    def lefts(self) -> list[Token]:
        """Its dependents before it, in text order."""
        return [k for k in self.doc[self.left_edge.i : self.i] if k.head is self]

    def __repr__(self) -> str:
        return self.text


class Sentence(list[Token]):
    """The tokens of one sentence as the parser splits."""

    @property
    def start(self) -> int:
        """The index of its first token."""
        return self[0].i

    @property
    def root(self) -> Token:
        """The token that is its own head."""
        return next((t for t in self if t.head is t), self[0])


class Tree(list[Token]):
    """The tokens of one paragraph in language `lang`, in order; `tensor` is the parser's context, a row a token."""

    text: str
    sents: list[Sentence]

    def __init__(self, doc: Doc, lang: str) -> None:
        super().__init__(_tokens(self, doc))
        self.lang = lang
        self.text = doc.text
        self._doc = doc
        self.sents = []
        for t, start in zip(self, doc.to_array("SENT_START") if len(doc) else (), strict=True):
            if start == 1 or not self.sents:
                self.sents.append(Sentence())
            self.sents[-1].append(t)
            t.sent = self.sents[-1]

    @property
    def tensor(self) -> Any:
        """The parser's context, tokens by width."""
        return self._doc.tensor

    @property
    def has_vectors(self) -> bool:
        """Whether the model knows vectors of words."""
        return bool(self._doc.vocab.vectors_length)

    def vectors(self, at: Sequence[int]) -> npt.NDArray[np.float32]:
        """The vectors of the words at some places, a row each, of the model's width; zeros for a word that has none."""
        table, forms = self._doc.vocab.vectors, self._doc.to_array("ORTH")
        rows = np.array([table.key2row.get(form, -1) for form in forms[at].tolist()], dtype=np.intp)
        found: npt.NDArray[np.float32] = table.data[rows]
        found[rows < 0] = 0
        return found


def _tokens(tree: Tree, doc: Doc) -> list[Token]:
    made = []
    for t in doc:
        x = Token()
        x.i, x.idx, x.text, x.lower_, x.lemma_, x.pos_, x.dep_ = t.i, t.idx, t.text, t.lower_, t.lemma_, t.pos_, t.dep_
        x.is_alpha, x.is_punct, x.is_space, x.is_stop = t.is_alpha, t.is_punct, t.is_space, t.is_stop
        x.morph = _features(str(t.morph))
        x.doc = tree
        made.append(x)
    for t, x in zip(doc, made, strict=True):
        x.head = made[t.head.i]
        x.left_edge, x.right_edge = made[t.left_edge.i], made[t.right_edge.i]
    return made


@lru_cache(maxsize=4096)
def _features(written: str) -> Mapping[str, str]:
    pairs = (x.partition("=") for x in written.split("|") if "=" in x)
    return {name: value.split(",")[0] for name, _, value in pairs}
