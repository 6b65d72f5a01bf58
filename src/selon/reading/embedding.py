"""The parser's first layer looks at each word alone: what it made of a word is kept for when that comes again.

It is the widest layer of the network, and texts repeat most of their words. The rows of its products do not depend on
each other (see `products`), so that what is kept is to the last bit what would be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from selon.reading.products import Products

if TYPE_CHECKING:
    from spacy.language import Language

KNOWN = 50_000
"""Words that are kept at most; about 20 MB."""

Keys = npt.NDArray[np.uint64]


def remember_words(nlp: Language) -> None:
    """Let the first layer of a pipeline with quick products keep what it made of words, if it is built as expected."""
    part: Any = nlp.get_pipe("tok2vec") if nlp.has_pipe("tok2vec") else None
    layer: Any = None if part is None else part.model.maybe_get_ref("embed")
    if layer is not None and isinstance(layer.ops, Products):
        asked = [node.attrs["columns"] for node in layer.walk() if node.name == "extract_features"]
        if len(asked) == 1:
            layer._func = _Remembering(layer._func, asked[0], layer.get_dim("nO")).forward


class _Words:
    """Words by what the layer asks of them, in the place of a text that holds them."""

    def __init__(self, keys: Keys, asked: Sequence[int], vocab: Any) -> None:
        self.vocab = vocab
        self._keys = keys
        self._columns = {x: n for n, x in enumerate(asked)}

    def __len__(self) -> int:
        return len(self._keys)

    def to_array(self, asked: Any) -> Keys:
        from spacy.attrs import intify_attr  # type: ignore[import-not-found]

        if isinstance(asked, list):
            return self._keys[:, [self._columns[intify_attr(x)] for x in asked]]
        return self._keys[:, self._columns[asked]]


class _Remembering:
    """The layer, asked only for words that are not known yet. Safe to share between threads."""

    def __init__(self, usual: Callable[..., Any], columns: Sequence[int | str], width: int) -> None:
        from spacy.attrs import ORTH, intify_attr

        self._usual = usual
        self._asked: list[int] = [*map(intify_attr, columns), ORTH]
        self._lock = Lock()
        self._at: dict[bytes, int] = {}
        self._rows = np.empty((KNOWN, width), dtype=np.float32)

    def forward(self, layer: Any, docs: Sequence[Any], is_train: bool) -> Any:
        """What the layer makes of each text, and how it learns."""
        lengths = [len(doc) for doc in docs]
        if is_train or not 0 < sum(lengths) < KNOWN:
            return self._usual(layer, docs, is_train)
        keys = np.concatenate([doc.to_array(self._asked) for doc in docs])
        words = keys.view(f"V{keys.itemsize * keys.shape[1]}").ravel().tolist()
        with self._lock:
            at = self._at
            if len(at) + len(words) > KNOWN:
                at.clear()
            new = {word: n for n, word in enumerate(words) if word not in at}
            if new:
                unknown = _Words(keys[[*new.values()]], self._asked, docs[0].vocab)
                self._rows[len(at) : len(at) + len(new)] = self._usual(layer, [unknown], False)[0][0]
                at.update(zip(new, range(len(at), len(at) + len(new)), strict=True))
            found = self._rows[[at[word] for word in words]]
        return layer.ops.unflatten(found, layer.ops.asarray1i(lengths)), None
