"""Which language a text is in, by its small words: enough to choose between the languages there are packs for."""

from __future__ import annotations

import re
from collections import Counter

from selon.languages.load import table

PACKS = ("fr", "en")
"""Languages whose dispatches can be taken apart; `selon.reading.parse.MODELS` names those whose claims can be read."""

UNDETERMINED = "und"
"""ISO 639-2 code of a text whose language is not known."""

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def language(text: str) -> str:
    """The ISO 639-1 code of the pack whose small words the text holds most of.

    A text in Latin letters that holds none ("Syrie: retrait à Qasrak") counts as the first pack's; one in another
    script is `und`.
    """
    words = Counter(w.lower() for w in _WORD.findall(text[:_SAMPLE]))
    scores = {lang: sum(words[w] for w in table(lang, "anatomy")["stop_words"]) for lang in PACKS}
    best = max(PACKS, key=lambda lang: scores[lang])
    if scores[best]:
        return best
    letters = sum(words.values())
    return PACKS[0] if not letters or _LATIN.search(text[:_SAMPLE]) else UNDETERMINED
