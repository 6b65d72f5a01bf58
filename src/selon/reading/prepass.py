"""A cheap lexical look at a paragraph before it is parsed: may it hold a claim at all?"""

from __future__ import annotations

import re

from selon.languages.load import table
from selon.reading.lexicon import load_lexicon

READ = ("title", "caption", "paragraph")
"""Kinds of blocks that are read."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Prepass:
    """Knows the beginnings of all trigger words of a language."""

    def __init__(self, lang: str) -> None:
        lexicon = load_lexicon(lang)
        cut: dict[str, int] = table(lang, "prepass")["ending"]
        self.shortest: int = table(lang, "prepass")["shortest"]
        irregular: list[str] = table(lang, "prepass")["irregular"]
        stems = {_stem(lemma, pos, cut, self.shortest) for lemma, pos in lexicon.entries} | set(irregular)
        longest = max(map(len, stems), default=0)
        self.stems = frozenset(stems)
        self.longest = longest

    def may_hold_claims(self, text: str) -> bool:
        """Whether some word of `text` begins like a trigger. False means that parsing it is a waste."""
        for m in _WORD.finditer(text):
            word = m.group().lower().replace("’", "'")
            if "'" in word:
                word = word.rsplit("'", 1)[1]
            for n in range(min(len(word), self.longest), 1, -1):
                if word[:n] in self.stems:
                    return True
        return False


def _stem(lemma: str, pos: str, cut: dict[str, int], shortest: int) -> str:
    base = lemma.lower().split(" ")[0]
    drop = cut.get(pos, 0)
    return base[: max(shortest, len(base) - drop)]
