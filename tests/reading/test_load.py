"""A pipeline that is loaded quickly says of every word what spaCy's own says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from selon.reading.load import FEW, quick_load
from selon.reading.parse import MODELS, load_pipeline

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "fr": [json.loads(x)["text"] for x in (ROOT / "tests/gate/agency.jsonl").read_text("utf-8").splitlines()[:8]],
    "en": [p.read_text("utf-8") for p in sorted((ROOT / "examples/en").glob("*.txt"))],
}
ODD = "Ain't I gonna tell y'all? Let's go, I gotta leave, there's nothin' left – he'd 've gone, c'm on!  \n There are."


def paragraphs(lang: str) -> list[str]:
    return [p for text in TEXTS[lang] for p in text.split("\n\n")] + [ODD, "", " "]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_has_the_same_class_features_relation_and_lemma(lang: str) -> None:
    import spacy

    nlp, usual = (load(MODELS[lang], exclude=["ner"]) for load in (quick_load, spacy.load))
    assert len(paragraphs(lang)) > 20
    asked = ["ORTH", "TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA", "SENT_START"]
    for a, b in zip(nlp.pipe(paragraphs(lang)), usual.pipe(paragraphs(lang)), strict=True):
        for name in asked:
            assert a.to_array(name).tolist() == b.to_array(name).tolist(), (name, a.text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_rules_say_again_what_they_said(lang: str) -> None:
    from spacy.pipeline import AttributeRuler

    nlp = load_pipeline(lang)
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert (len(ruler.patterns) > FEW) == ("match" in vars(ruler))
    for text in [*paragraphs(lang), *paragraphs(lang)]:
        doc = nlp.make_doc(text)
        for name in ("tok2vec", "tagger" if lang == "en" else "morphologizer", "parser"):
            doc = nlp.get_pipe(name)(doc)
        assert ruler.match(doc) == AttributeRuler.match(ruler, doc), text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_that_words_are_searched_for_has_letters_alone(lang: str) -> None:
    import spacy

    tokenizer: Any = spacy.load(MODELS[lang], exclude=["ner"]).tokenizer
    words = {w for text in paragraphs(lang) for w in text.split() if w.isalpha()} | {"kmAkm", "ÉtatsUnis", "ﬁn", "ªº"}
    words |= {c for c in map(chr, range(0x3000)) if c.isalpha()}
    searches = (getattr(tokenizer, name) for name in ("token_match", "url_match", "prefix_search", "suffix_search"))
    for search in filter(None, searches):
        assert [w for w in words if search(w)] == []
    assert [w for w in words if list(tokenizer.infix_finditer(w))] == []
