"""The data of every language pack loads, says what its columns mean, and lists nothing twice."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import pytest
from babel import Locale

from selon.languages.load import rows, table
from selon.model import CLAIM_TYPES, PLACE_ROLES, SOURCE_KINDS, STATUSES
from selon.reading.cues import load_cues
from selon.reading.effects import load_effects
from selon.reading.lexicon import FILES, FLAGS, classes, load_lexicon
from selon.reading.parse import MODELS
from selon.reading.sources import Names

KEYS = {
    "classes": ("class", "lemma"),
    "cues": ("cue", "kind", "mode"),
    "demonyms": ("name",),
    "firstnames": ("name",),
    "norms": ("form",),
    "organisations": ("name",),
    "sources": ("lemma", "kind"),
    "titles": ("title",),
} | dict.fromkeys(FILES, ("lemma", "pos", "needs"))
"""The columns that tell one row of a table from another."""

CUE_KINDS = {"verb", "noun", "preposition", "adverbial"}
CUE_MODES = {"say", "write", "confirm", "deny", "see", "claim", "promise", "demand", "warn", "threaten", "accuse"}
CUE_MODES |= {"think", "ask"}
CUE_NEEDS = {"que", "inf", "noun", "quote", "incise", "refl", "norefl", "conj", "count", "alone"}
BODIES = {"agency", "media", "body", "government", "palace", "armed group", "party"}
SLOTS = re.compile(r"[a-zàâéè_]+")
MARKED = re.compile(r"[^\[\]]*\[\[[^\[\]\s](?:[^\[\]]*[^\[\]\s])?\]\][^\[\]]*")


def packs() -> list[str]:
    return sorted(d.name for d in resources.files("selon.languages").iterdir() if d.is_dir() and d.name.isalpha())


def files(lang: str, suffix: str) -> list[Traversable]:
    found = resources.files("selon.languages").joinpath(lang).iterdir()
    return sorted((f for f in found if f.name.endswith(suffix)), key=lambda f: f.name)


TSV = [(lang, f.name.removesuffix(".tsv")) for lang in packs() for f in files(lang, ".tsv")]
TOML = [(lang, f.name.removesuffix(".toml")) for lang in packs() for f in files(lang, ".toml")]
READABLE = sorted(MODELS)


def twice(values: Iterator[Any] | list[Any]) -> list[Any]:
    return [v for v, n in Counter(values).items() if n > 1]


@pytest.mark.parametrize(("lang", "name"), TSV)
def test_a_table_explains_its_columns_and_lists_nothing_twice(lang: str, name: str) -> None:
    source = resources.files("selon.languages").joinpath(lang, f"{name}.tsv").read_text("utf-8")
    assert source.startswith("# "), "the first line says what each column means"
    found = rows(lang, name)
    assert found
    for column in KEYS[name]:
        assert column in found[0]
    assert not twice([tuple(r[column] for column in KEYS[name]) for r in found])
    for r in found:
        for cell in r.values():
            assert cell == cell.strip(), (name, r)


@pytest.mark.parametrize(("lang", "name"), [x for x in TSV if "example" in rows(*x)[0]])
def test_every_row_has_one_example_with_the_word_marked_and_no_example_serves_twice(lang: str, name: str) -> None:
    found = rows(lang, name)
    unmarked = [r for r in found if not MARKED.fullmatch(r["example"])]
    assert not unmarked
    assert not twice([r["example"].replace("[[", "").replace("]]", "") for r in found])


@pytest.mark.parametrize(("lang", "name"), TOML)
def test_a_toml_table_loads_and_begins_with_what_it_is(lang: str, name: str) -> None:
    source = resources.files("selon.languages").joinpath(lang, f"{name}.toml").read_text("utf-8")
    assert source.startswith("# ")
    assert table(lang, name) == tomllib.loads(source)
    assert table(lang, name)


@pytest.mark.parametrize("lang", READABLE)
def test_the_event_lexicon_knows_its_types_slots_and_conditions(lang: str) -> None:
    assert load_lexicon(lang).entries
    kinds = {r["type"] for name in FILES for r in rows(lang, name)}
    assert kinds == {*CLAIM_TYPES, "-"}, "every type has words, and there is no other type"
    for name in FILES:
        for r in rows(lang, name):
            assert r["pos"] in {"VERB", "NOUN", "ADJ"}, r
            assert r["prior"] in {"", "1", "2", "3"}, r
            for slot in filter(None, (r["actor"] + "," + r["target"]).split(",")):
                assert SLOTS.fullmatch(slot.strip()), r
            for need in r["needs"].split():
                slot, given, _ = need.removeprefix("not:").partition("=")
                assert SLOTS.fullmatch(slot) if given else slot in FLAGS, r
            for cell in filter(None, r["place"].split(",")):
                assert cell.strip().split("=")[1] in PLACE_ROLES, r


@pytest.mark.parametrize("lang", READABLE)
def test_the_event_lexicon_is_as_large_as_promised(lang: str) -> None:
    claims = [r for name in FILES for r in rows(lang, name) if r["type"] != "-"]
    assert len(claims) >= 800
    assert len({(r["lemma"], r["pos"]) for r in claims}) >= 800
    by_type = Counter(r["type"] for r in claims)
    assert min(by_type.values()) >= 15, by_type


@pytest.mark.parametrize("lang", READABLE)
def test_every_class_that_a_condition_names_is_there(lang: str) -> None:
    named = {c for name in FILES for r in rows(lang, name) for c in re.findall(r"@(\w+)", r["needs"])}
    assert named <= set(classes(lang))


@pytest.mark.parametrize("lang", READABLE)
def test_cues_are_of_known_kinds_modes_and_constructions(lang: str) -> None:
    found = rows(lang, "cues")
    assert len(found) >= 150
    for r in found:
        assert r["kind"] in CUE_KINDS, r
        assert r["mode"] in CUE_MODES, r
        assert set(r["needs"].split()) <= CUE_NEEDS, r
        assert r["hedged"] in {"0", "1"}, r
    cues = load_cues(lang)
    assert set(cues.mistagged.values()) <= set(cues.verbs)


@pytest.mark.parametrize("lang", READABLE)
def test_sources_and_bodies_are_of_known_kinds(lang: str) -> None:
    assert {r["kind"] for r in rows(lang, "sources")} <= {*SOURCE_KINDS, "title", "witness-agency"}
    assert {r["class"] for r in rows(lang, "organisations")} == BODIES
    assert Names.load(lang).nouns


@pytest.mark.parametrize("lang", READABLE)
def test_every_name_of_a_body_stands_in_its_example(lang: str) -> None:
    for r in rows(lang, "organisations"):
        assert f"[[{r['name']}]]" in r["example"], r
    for r in rows(lang, "titles"):
        marked = r["example"][r["example"].index("[[") + 2 : r["example"].index("]]")]
        assert marked.lower() == r["title"].lower(), r


@pytest.mark.parametrize("lang", READABLE)
def test_every_country_has_its_demonym(lang: str) -> None:
    known = {r["country"] for r in rows(lang, "demonyms") if r["country"]}
    countries = {c for c in map(str, Locale(lang).territories) if re.fullmatch("[A-Z]{2}", c)}
    assert known <= countries
    members = 193
    assert len(known) >= members
    for r in rows(lang, "demonyms"):
        if r["adjective"]:
            assert r["adjective"] in r["adjective_forms"].split("|"), r


@pytest.mark.parametrize("lang", READABLE)
def test_words_of_status_have_known_effects_and_an_example_each(lang: str) -> None:
    load_effects(lang)
    for name, content in table(lang, "status").items():
        words = content.get("words", [])
        assert not twice([w["lemma"] for w in words]), name
        for w in words:
            assert set(w["effect"].split()) <= {*STATUSES, "negated", "hedged", "own"}, w
            assert MARKED.fullmatch(w["example"]), w
