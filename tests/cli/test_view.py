"""What an editor sees."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from tests.readings import reading, readings

from selon.cli.console import say
from selon.cli.explanation import explanation
from selon.cli.lines import line, visible
from selon.cli.view import view
from selon.languages.load import table
from selon.model import CLAIM_TYPES, PLACE_ROLES, SOURCE_KINDS, STATUSES, Period, Quantity, Reading, Span
from selon.wording import Wording

FR, EN = Wording.of("fr"), Wording.of("en", "fr")


def shown(r: Reading, w: Wording = FR) -> list[str]:
    return [x.plain for x in view(r, w)]


def test_a_reading_grouped_by_who_speaks() -> None:
    assert shown(reading()) == [
        "Mali: l'armée évacue Ménaka",
        "ALP · mercredi 4 mars 2026 · 3 affirmations · 1 source · 1 échéance",
        "",
        "Un officier malien (anonyme) :",
        "    [retrait] les soldats avaient commencé à évacuer le camp de Ménaka, mardi 3 mars 2026, en cours",
        "      > Un officier malien qui a choisi l'anonymat a indiqué que les soldats avaient commencé mardi à évacuer "
        "le camp de Ménaka.",
        "    [retrait] des dizaines de camions partiront (20 à 99), ÉCHÉANCE 15 avril 2026, prévu",
        "      > « Des dizaines de camions partiront d'ici le 15 avril », a ajouté cet officier malien.",
        "",
        "ALP, sans source citée :",
        "    [contrôle] les jihadistes n'ont pas repris la ville, NON : n'a pas eu lieu, au conditionnel",
        "      > Les jihadistes n'ont pas repris la ville.",
        "",
        "Note : a note",
    ]


def test_a_claim_does_not_end_in_what_leads_to_its_time() -> None:
    r = reading()
    due = next(c for c in r.claims if c.deadline)
    end = r.dispatch.text.index("d'ici") + len("d'ici")
    for target in (Span(due.trigger.end + 1, end), None):
        assert FR.claim(replace(due, target=target), r.dispatch.text) == "des dizaines de camions partiront"


def test_an_article_behind_a_dateline_is_no_capital() -> None:
    r = reading()
    claim = r.claims[-1]
    text = r.dispatch.text
    for before, first in (("GAO (ALP) - ", "les"), ("GAO (ALP) — ", "les"), ("Gao, ", "Les")):
        moved = text[: claim.actor.start - len(before)] + before + text[claim.actor.start :] if claim.actor else ""
        assert FR.claim(claim, moved).startswith(f"{first} jihadistes")


def test_the_same_in_english() -> None:
    lines = shown(reading(), EN)
    assert lines[1] == "ALP · Wednesday 4 March 2026 · 3 claims · 1 source · 1 due date"
    assert lines[6].endswith("(20 to 99), DUE 15 April 2026, planned")


def test_a_reading_without_claims_day_or_title() -> None:
    r = reading()
    bare = Reading(replace(r.dispatch, published=None, title=None, agency=None), ())
    assert shown(bare) == ["Sans titre", "jour de publication inconnu · aucune affirmation"]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2026, 2, 23), date(2026, 2, 23)), "lundi 23 février 2026"),
        (Period(date(2026, 3, 1), date(2026, 3, 1)), "dimanche 1er mars 2026"),
        (Period(date(2026, 1, 21), date(2026, 1, 31)), "du 21 janvier 2026 au 31 janvier 2026"),
        (Period(date(2026, 1, 1), date(2026, 1, 31), "month"), "janvier 2026"),
        (Period(date(2014, 1, 1), date(2014, 12, 31), "year"), "2014"),
        (Period(date(2014, 1, 1), None, "year"), "depuis 2014"),
        (Period(date(2014, 3, 1), None, "month"), "depuis mars 2014"),
        (Period(date(2014, 3, 2), None), "depuis le 2 mars 2014"),
        (Period(None, date(2026, 3, 23)), "jusqu'au 23 mars 2026"),
        (Period(date(2026, 2, 23), date(2026, 2, 23), approximate=True), "vers : lundi 23 février 2026"),
        (Period(None, None), ""),
    ],
)
def test_periods_in_words(period: Period, words: str) -> None:
    assert FR.period(period) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (20, 99, "20 à 99"),
        (1000, 1000, "1\u00a0000"),
        (30, None, "30 ou plus"),
        (None, 50, "50 au plus"),
        (1.5e6, 2e6, "1\u00a0500\u00a0000 à 2\u00a0000\u00a0000"),
        (2.5, 2.5, "2,5"),
    ],
)
def test_numbers_in_words(low: float | None, high: float | None, words: str) -> None:
    assert FR.number(Quantity(Span(0, 1), low, high)) == words


def test_explanations_give_value_words_and_rule() -> None:
    lines = [x.plain for x in explanation(reading(), FR)]
    assert lines[3] == "1. les soldats avaient commencé à évacuer le camp de Ménaka (confiance 0,90)"
    assert "   statut       en cours [ongoing]  ← « avaient commencé » 98–114  — phase verb: begun" in lines
    assert "   échéance     ÉCHÉANCE 15 avril 2026 [../2026-04-15]  ← « d'ici le 15 avril » 186–203  — due day" in lines
    assert any(x.startswith("   négation     NON : n'a pas eu lieu  ← « n' » ") for x in lines)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_value_has_its_words(lang: str) -> None:
    words = table(lang, "view")
    assert set(words["types"]) == set(CLAIM_TYPES)
    assert set(words["roles"]) == set(PLACE_ROLES)
    assert set(words["status_negated"]) == set(STATUSES) == set(words["status"]) - {"hedged"}
    assert set(words["who"]) - {"unnamed_many", "narrator_agency"} == set(SOURCE_KINDS)
    assert (len(words["weekdays"]), len(words["months"])) == (7, 12)


def test_both_languages_have_the_same_templates() -> None:
    def names(d: dict[str, object], path: str = "") -> set[str]:
        found = {f"{path}{k}" for k in d}
        return found.union(*(names(v, f"{path}{k}.") for k, v in d.items() if isinstance(v, dict)))

    assert names(table("fr", "view")) == names(table("en", "view"))


@given(readings())
def test_any_reading_is_shown_without_control_characters(r: Reading) -> None:
    for w in (FR, EN):
        lines = [*shown(r, w), *(x.plain for x in explanation(r, w))]
        assert all(x.isprintable() or "\u00a0" in x or not x.isascii() for x in lines)
        assert not any(c in x for x in lines for c in "\x1b\n\r\x00\u202e")


def test_what_could_drive_a_terminal_is_written_out() -> None:
    assert visible("a\x1b[31m\u202eb\nc\x9b") == "a\\x1b[31m\\u202eb c\\x9b"
    assert line(2, "[bold]x[/bold]").plain == "  [bold]x[/bold]"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_markup_in_the_text_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    say([line(4, "[red]un :smile: convoi[/red] " * 3)], out)
    lines = out.getvalue().splitlines()
    assert "[red]un :smile: convoi[/red]" in " ".join(x.strip() for x in lines)
    assert len(lines) > 1 and all(x.startswith("    ") for x in lines)
