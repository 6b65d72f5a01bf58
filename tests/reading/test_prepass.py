"""What is worth parsing: conflict and politics are, sport and economy are not, and what is too short to tell is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.intake.text import dispatched
from selon.reading.prepass import SURE, Prepass, signs, words, worth

ROOT = Path(__file__).resolve().parents[2]
CLAIMED = {"fr": ["tests/gate/agency.jsonl", "training/related_fr.jsonl"], "en": ["training/related_en.jsonl"]}


def kept(path: Path, lang: str) -> float:
    """The share of the characters that is worth parsing."""
    prepass, long, all_of_it = Prepass(lang), 0, 0
    for line in path.read_text("utf-8").splitlines():
        x = json.loads(line)
        d = dispatched(x["text"], id=x["id"], lang=lang, title=x["title"])
        worth_it = prepass.worth_parsing(d)
        assert [b for b in d.blocks if b in worth_it] == list(worth_it)
        long += sum(len(b.span.of(d.text)) for b in worth_it)
        all_of_it += sum(len(b.span.of(d.text)) for b in d.blocks)
    return long / all_of_it


@pytest.mark.parametrize(("lang", "path"), [(lang, path) for lang, paths in CLAIMED.items() for path in paths])
def test_what_tells_of_claims_is_parsed(lang: str, path: str) -> None:
    assert kept(ROOT / path, lang) > 0.97


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sport_and_economy_are_not(lang: str) -> None:
    assert kept(ROOT / f"benchmarks/unrelated_{lang}.jsonl", lang) < 0.2


@pytest.mark.parametrize("text", ["Paris", "Le club a gagné.", "Le titre gagne 3 % à la Bourse de Paris."])
def test_what_is_too_short_to_tell_is_read(text: str) -> None:
    d = dispatched(text, id="x", lang="fr")
    assert Prepass("fr").worth_parsing(d) == d.blocks


def test_a_war_among_much_sport_is_read() -> None:
    lines = (ROOT / "benchmarks/unrelated_fr.jsonl").read_text("utf-8").splitlines()
    sport = [json.loads(x)["text"] for x in lines[:3]]
    war = (
        "Les combats ont repris dans la nuit autour de la ville assiégée, où les rebelles ont abattu deux soldats et "
        "capturé quatre miliciens, ont affirmé des sources militaires. L'armée a bombardé leurs positions à l'aube."
    )
    d = dispatched("\n\n".join([*sport, war, *sport]), id="x", lang="fr")
    found = [b.span.of(d.text) for b in Prepass("fr").worth_parsing(d)]
    assert war in found and len(found) < len(d.blocks) / 2


def test_a_paragraph_is_weighed_with_those_around_it() -> None:
    assert worth([]) == []
    assert worth([-1.0, 2.0]) == [True, True] and worth([1.0, -2.0]) == [False, False]
    far = [SURE - 0.1, *[-2.0] * 40, SURE]
    assert worth(far) == [False] * 41 + [True]


def test_names_are_left_aside() -> None:
    assert words("L’armée de Zoé a quitté Al-Tanf, dit-on.") == ["armée", "de", "a", "quitté", "dit-on"]
    assert signs(["armée", "de", "armée"]) == ["armée", "de", "armé-"]
