"""A spaCy pipeline loaded in half the time, and with lemmas found quicker: the same tokens, parses and lemmas.

Four things in spaCy 3.8 cost most of it and are done otherwise here. French compiles a regular expression of two
hundred letter classes, each of every script, and Python works out each class anew. The lemma tables go through a Bloom
filter, entry by entry. The rule lemmatizer searches its word lists from end to end, and for most words anew each time
they come. The attribute ruler tries each of its rules on each word, though most look at one word alone and say the same
whenever it comes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, cast

from selon.reading.collection import no_collection

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

FEW = 10
"""Rules that are tried on each word as quickly as it is looked up what they said of it."""
KNOWN = 100_000
"""Forms of words of which is remembered whether a rule names them."""
_OF_LEMMA: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]


def quick_load(package: str, exclude: Sequence[str]) -> Language:
    """The pipeline of an installed package, without the components named in `exclude`.

    Raises:
        OSError: the package is not installed.
    """
    with _classes_once(), no_collection(), _plain_tables():
        import spacy

        nlp = spacy.load(package, exclude=exclude)
        ruler: Any = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
        if ruler is not None and len(ruler.patterns) > FEW:
            rules = _Rules(ruler)
            ruler.match, ruler.set_annotations = rules.match, rules.annotate
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
        if lemmatizer is not None and lemmatizer.mode == "rule":
            lemmatizer.pipe = _quick_lemmas(lemmatizer)
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


class _Words:
    """A flat lemma table: what spaCy's `Table` answers, without building its filter."""

    def __init__(self, entries: dict[int, tuple[str, ...]]) -> None:
        from spacy.strings import get_string_id

        self._entries = entries
        self._id = get_string_id

    def get(self, word: str, default: Sequence[str]) -> Sequence[str]:
        """The lemmas listed for a form."""
        return self._entries.get(self._id(word), default)


@contextmanager
def _plain_tables() -> Iterator[None]:
    """While it lasts, tables are filled at once, and word lists are sets. Lemmas come in tuples: Python's search for
    cycles leaves those out that hold words alone, and goes through every list."""
    import srsly  # type: ignore[import-untyped]
    from spacy.lookups import Lookups, Table

    def made(name: str, entries: Any) -> Any:
        if name == "lemma_lookup":
            return _Words(entries)
        return Table(name, {k: frozenset(v) for k, v in entries.items()} if name == "lemma_index" else entries)

    def filled(lookups: Any, given: bytes, **_: Any) -> Any:
        tables = srsly.msgpack_loads(given, use_list=False)
        lookups._tables = {name: made(name, entries) for name, entries in tables.items()}
        return lookups

    usual, lookups = Lookups.from_bytes, cast("Any", Lookups)
    lookups.from_bytes = filled
    try:
        yield
    finally:
        lookups.from_bytes = usual


def _quick_lemmas(lemmatizer: Any) -> Callable[..., Iterator[Doc]]:
    """What gives words their lemmas, found once for all of the same form, class and features: rules ask no more."""
    known: dict[tuple[int, int, int], int] = {}
    add = lemmatizer.vocab.strings.add

    def pipe(docs: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        for doc in docs:
            for t, (form, pos, morph, lemma) in zip(doc, doc.to_array(_OF_LEMMA).tolist(), strict=True):
                key = form, pos, morph
                if lemma:
                    continue
                if key not in known:
                    known[key] = add(lemmatizer.lemmatize(t)[0])
                t.lemma = known[key]
            yield doc

    return pipe


Match = tuple[int, int, int, int]
"""The number of a rule, the key of its name, and the first token that it matches and the one behind the last."""


class _Rules:
    """The rules of an attribute ruler: those that look at one word remember what they say of it.

    A word is known by all that such rules ask of it, its form only where one names it. Rules for several words are
    tried where one of them may begin.
    """

    ASKED: ClassVar[list[int | str]] = ["LOWER", "TAG", "POS", "DEP", "IS_SPACE"]
    BEGINS = -1
    """The number of no rule: what is said of a word with which a rule for several may begin."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._names = ruler.vocab.strings
        self._says: list[tuple[Any, int]] = list(zip(ruler.attrs, ruler.indices, strict=True))
        self._single, self._longer = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._known: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}
        self._forms: set[int] = set()
        self._alike: list[re.Pattern[str]] = []
        self._named: dict[int, int] = {}
        self._anywhere = False
        for n, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                simple = set(pattern[0]) <= set(self.ASKED) and self._name(pattern[0].get("LOWER", {}))
                if simple and len(pattern) == 1:
                    self._single.add(str(n), [pattern])
                    continue
                self._longer.add(str(n), [pattern])
                if simple:
                    self._single.add(str(self.BEGINS), [pattern[:1]])
                else:
                    self._anywhere = True

    def _name(self, asked: Any) -> bool:
        """Keep the forms that a rule asks for; False where it asks in a way that is not known here."""
        ways: dict[str, Any] = asked if isinstance(asked, dict) else {"IN": [asked]}
        if not ways.keys() <= {"IN", "NOT_IN", "REGEX"}:
            return False
        for way, given in ways.items():
            if way == "REGEX":
                self._alike.append(re.compile(given))
            else:
                self._forms |= set(map(self._names.add, given))
        return True

    def match(self, doc: Doc) -> list[Match]:
        """What matches in `doc`, later rules last."""
        named, known = self._named, self._known
        words: list[list[int]] = doc.to_array(self.ASKED).tolist() if len(doc) else []
        for form, *_ in words:
            if form not in named:
                named[form] = form if form in self._forms or self._is_alike(form) else 0
        keys = [(named[form], tag, pos, dep, space) for form, tag, pos, dep, space in words]
        for i, key in enumerate(keys):
            if key not in known:
                known[key] = tuple(sorted({(n, name) for n, name, *_ in self._numbered(self._single, doc[i : i + 1])}))
        found = [(n, name, i, i + 1) for i, key in enumerate(keys) for n, name in known[key]]
        if len(named) > KNOWN:
            named.clear()
        begin = [match for match in found if match[0] == self.BEGINS]
        if begin or self._anywhere:
            found = [*{*found, *self._numbered(self._longer, doc)}.difference(begin)]
        return sorted(found)

    def annotate(self, doc: Doc, matches: Iterable[Match]) -> None:
        """Let each match say of its word what its rule does."""
        from spacy.tokens._retokenize import set_token_attrs

        for n, _, first, end in matches:
            attributes, at = self._says[n]
            set_token_attrs(doc[at + (first if at >= 0 else end)], attributes)

    def _is_alike(self, form: int) -> bool:
        return any(x.search(self._names[form]) for x in self._alike)

    def _numbered(self, matcher: Any, words: Doc | Span) -> list[Match]:
        found = matcher(words, allow_missing=True, as_spans=False)
        return [(int(self._names[name]), name, first, end) for name, first, end in found]
