"""A parsed paragraph as plain objects: the tokens of a Universal Dependencies tree.

spaCy makes a new object at every look at a token; readers look hundreds of thousands of times. Here each token is
made once, with the attributes that readers ask for under spaCy's names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

KNOWN = 100_000
"""Forms and other strings of a language that are remembered."""
_ASKED: Final[list[int | str]] = ["ORTH", "LEMMA", "POS", "DEP", "MORPH", "SENT_START", "SPACY"]


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
        told = doc.to_array(_ASKED).tolist() if len(doc) else []
        made = [Token() for _ in told]
        super().__init__(made)
        self.lang = lang
        self._doc = doc
        self.sents = []
        forms, words = _known(doc.vocab)
        spaced = []
        sentence = Sentence()
        for t, x, (form, lemma, word, relation, features, start, space) in zip(doc, made, told, strict=True):
            x.doc, x.i, x.idx = self, t.i, t.idx
            x.text, x.lower_, x.is_alpha, x.is_punct, x.is_space, x.is_stop = forms[form]
            x.lemma_, x.pos_, x.dep_ = words[lemma], words[word], words[relation]
            x.morph = _features(words[features])
            x.head, x.left_edge, x.right_edge = made[t.head.i], made[t.left_edge.i], made[t.right_edge.i]
            if start == 1 or not self.sents:
                sentence = Sentence()
                self.sents.append(sentence)
            sentence.append(x)
            x.sent = sentence
            spaced.append(x.text + " " if space else x.text)
        self.text = "".join(spaced)

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


class _Words(dict[int, str]):
    """The strings behind spaCy's keys, each made once: what is the same string is compared at a look."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        if len(self) > KNOWN:
            self.clear()
        word = self[key] = intern(self._strings[key])
        return word


class _Forms(dict[int, tuple[str, str, bool, bool, bool, bool]]):
    """What the vocabulary says of a form, by its key: the form, in small letters, and what kinds of form it is."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, key: int) -> tuple[str, str, bool, bool, bool, bool]:
        if len(self) > KNOWN:
            self.clear()
        x = self._vocab[key]
        known = intern(x.text), intern(x.lower_), x.is_alpha, x.is_punct, x.is_space, x.is_stop
        self[key] = known
        return known


@lru_cache(maxsize=2)
def _known(vocab: Vocab) -> tuple[_Forms, _Words]:
    """What is remembered of a pipeline's words; of the last two, as it keeps their vocabularies alive."""
    return _Forms(vocab), _Words(vocab.strings)


@lru_cache(maxsize=4096)
def _features(written: str) -> Mapping[str, str]:
    pairs = (x.partition("=") for x in written.split("|") if "=" in x)
    return {name: value.split(",")[0] for name, _, value in pairs}
