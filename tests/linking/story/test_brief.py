"""What a brief says, and that it says nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.linking.story.made import ARMY, NOBODY, QASRAK, SDF, US, Known, by, happening, on, told

from selon.export.markdown import escaped, markdown, page
from selon.linking.brief import brief
from selon.linking.brief_parts import Brief, Line
from selon.linking.brief_quotes import LONGEST, fragment
from selon.linking.model import Commitment, CommitmentOn, Due, DueOn, Fact, Link, Relay, Spot, Standing, Told
from selon.linking.reasons import because
from selon.linking.stories import stories
from selon.model import Block, Period, Source, Span

GONE = told(
    "gone",
    "Les derniers soldats ont quitté Qasrak jeudi soir, a affirmé un responsable kurde.",
    "quitté",
    when=on("2026-02-26"),
    day="2026-02-27",
    speaker="un responsable kurde",
    cue="affirmé",
)
STAY = told(
    "stay",
    "Un officier a déclaré que les soldats restaient à Qasrak.",
    "restaient",
    day="2026-02-28",
    denied=True,
    speaker="Un officier",
    cue="déclaré",
)
COPY = told(
    "copy",
    "Les derniers soldats ont quitté Qasrak jeudi soir, a affirmé un responsable kurde.",
    "quitté",
    day="2026-02-28",
    agency="Le Courrier",
    copy_of="gone",
    dispatch="d-copy",
)
DOUBT = told("doubt", "Il aurait quitté Qasrak, dit-on.", "quitté", day="2026-02-28", confidence=0.2)
HAPPENING = happening(GONE, STAY, COPY, DOUBT)
WHY = because("no_term")
LINKS = (Link("gone", "contradicts", "stay", ()),)


def made(known: Known | None = None, lang: str = "fr", since: date | None = None, day: date | None = None) -> Brief:
    known = known or Known([HAPPENING], LINKS)
    (found,) = stories(known.happenings())
    return brief(known, found, on=day, since=since, lang=lang)


def texts(b: Brief, section: str) -> list[str]:
    def of(lines: tuple[Line, ...]) -> list[str]:
        return [t for line in lines for t in (line.text, *of(line.below))]

    return next((of(s.lines) for s in b.sections if s.name == section), [])


def test_every_quotation_is_in_a_dispatch_word_for_word() -> None:
    b = made()
    sources = " ".join(t.dispatch.text for t in HAPPENING.tolds)
    said = [t for s in b.sections for t in texts(b, s.name)]
    quotes = [q for t in said for q in re.findall(r"«\s(.*?)\s»", t)]
    assert quotes
    assert all(q.lower() in sources.lower() for q in quotes if q != "forces américaines")
    assert all(n.quote in sources for n in b.notes)


def test_who_says_what_when_and_whether_it_is_denied() -> None:
    said = texts(made(), "happened")
    assert (
        "« Les derniers soldats ont quitté Qasrak jeudi soir », un responsable kurde (anonyme, ALP), "
        "27 février 2026 — 26 février 2026" in said
    )
    assert "« les soldats restaient à Qasrak », un officier (anonyme, ALP), 28 février 2026 — nié" in said
    assert said[0].endswith(" : rapporté comme fait (1 source indépendante); nié (1 source indépendante)")


def test_what_differs_stands_side_by_side() -> None:
    said = texts(made(), "differs")
    assert said[0].endswith("se contredisent")
    assert len(said) == 3


def test_reprints_are_counted_and_named_and_not_quoted() -> None:
    b = made()
    assert "1 reprise" in b.head[1]
    assert any("repris par Le Courrier" in n.source for n in b.notes)
    assert not any("Le Courrier" in t for s in b.sections for t in texts(b, s.name))


def test_what_was_read_with_doubt_is_not_quoted() -> None:
    assert not any("doubt" in n.claims for n in made().notes)


def test_a_brief_of_a_day_knows_nothing_later() -> None:
    b = made(day=date(2026, 2, 27))
    assert [n.claims for n in b.notes] == [("gone",)]


def test_what_is_new_comes_first() -> None:
    b = made(since=date(2026, 2, 28))
    assert b.sections[0].name == "news"
    said = texts(b, "news")
    assert said[0].startswith("Contredit")
    assert said[-1].startswith("auparavant : « Les derniers soldats")


def test_notes_are_numbered_as_they_are_used() -> None:
    b = made(since=date(2026, 2, 28))
    assert [n.n for n in b.notes] == list(range(1, len(b.notes) + 1))
    used = {n for s in b.sections for line in s.lines for n in _numbers(line)}
    assert used == {n.n for n in b.notes}


def _numbers(line: Line) -> set[int]:
    return {*line.notes, *(n for below in line.below for n in _numbers(below))}


def test_english_templates_keep_the_words_of_the_dispatch() -> None:
    said = texts(made(lang="en"), "happened")
    assert any(
        "“Les derniers soldats ont quitté Qasrak jeudi soir”, un responsable kurde (unnamed, ALP)" in t for t in said
    )


def test_how_things_stand() -> None:
    gone = Fact("presence", US, QASRAK, "gone", Period(date(2026, 2, 9), date(2026, 2, 26)), None, GONE, WHY)
    here = Fact("presence", US, QASRAK, "present", Period(None, date(2026, 2, 28)), None, STAY, WHY)
    day = date(2026, 2, 28)
    said = texts(made(Known([HAPPENING], (), [Standing("presence", US, QASRAK, day, "gone", (gone,))])), "standing")
    assert said == [
        "Présence, États-Unis (forces), Qasrak : départ signalé, "
        "depuis un jour compris entre le 9 février 2026 et le 26 février 2026"
    ]
    torn = Standing("presence", US, QASRAK, day, "disputed", (gone, here))
    said = texts(made(Known([HAPPENING], (), [torn])), "standing")
    assert said[0] == "Présence, États-Unis (forces), Qasrak : versions contraires"
    assert len(said) == 3
    silent = Standing("presence", US, QASRAK, day, "unknown", (), (gone,))
    said = texts(made(Known([HAPPENING], (), [silent])), "standing")
    assert said == ["Présence, États-Unis (forces), Qasrak : rien n'en est dit ce jour-là"]


def test_a_strength_that_is_past_is_told_by_the_presence() -> None:
    gone = Fact("presence", US, QASRAK, "gone", Period(date(2026, 2, 26), date(2026, 2, 26)), None, GONE, WHY)
    day = date(2026, 2, 28)
    past = [Standing(kind, US, QASRAK, day, "gone", (gone,)) for kind in ("presence", "strength")]
    assert len(texts(made(Known([HAPPENING], (), past)), "standing")) == 1


def test_who_is_free_was_freed_on_a_day() -> None:
    freed = Period(date(2026, 2, 26), date(2026, 2, 26))
    fact = Fact("detainees", ARMY, None, "released", freed, None, GONE, WHY, by=SDF)
    standing = Standing("detainees", ARMY, None, date(2026, 2, 28), "released", (fact,), by=SDF)
    (said,) = texts(made(Known([HAPPENING], (), [standing])), "standing")
    assert said == "Détenus, Syrie (forces), libérés par : forces kurdes : libération signalée, le 26 février 2026"


def headed(title: str, text: str, **more: object) -> Told:
    """A claim of the headline above the text of GONE."""
    t = told("head", f"{title}\n\n{text}", "quittent", dispatch="d-gone", **more)  # type: ignore[arg-type]
    title_of = Block("title", Span(0, len(title)))
    return replace(t, dispatch=replace(t.dispatch, blocks=(title_of,)), claim=replace(t.claim, quote=title_of.span))


def test_a_headline_is_quoted_for_what_its_text_does_not_tell() -> None:
    head = headed("Les derniers soldats quittent Qasrak", "Un responsable l'a dit.", day="2026-02-27")
    both = replace(GONE, dispatch=head.dispatch, claim=replace(GONE.claim, trigger=Span(40, 41), quote=Span(38, 60)))
    said = texts(made(Known([happening(head, both)])), "happened")
    assert not any("quittent" in t for t in said)
    said = texts(made(Known([happening(head)])), "happened")
    assert any("quittent" in t for t in said)


def test_the_text_tells_what_was_said_and_not_that_it_was_said() -> None:
    sentence = "Un officier a démenti que les soldats aient quitté Qasrak."
    act = told("act", sentence, "démenti", family="reject", spot=None)
    denied = told("denied", sentence, "quitté", speaker="Un officier", cue="démenti", denied=True, dispatch="d-act")
    said = texts(made(Known([happening(act), happening(denied)])), "happened")
    assert said[0].endswith(": nié (1 source indépendante)")
    assert len(said) == 2


def test_what_is_asked_for_is_told_by_who_asks() -> None:
    sentence = "La Croix-Rouge a appelé les deux camps à respecter la trêve."
    act = told("act", sentence, "appelé", family="demand", spot=None)
    asked = told("asked", sentence, "respecter", family="agree", status="hypothetical", dispatch="d-act", cue="appelé")
    said = texts(made(Known([happening(act), happening(asked)])), "happened")
    assert [t.split(" : ")[0] for t in said[::2]] == ["Demande, États-Unis (forces)"]


def test_what_was_promised_through_another_one() -> None:
    plan = told(
        "plan", "Les deux camps ont promis de partir, a précisé le ministère.", "partir", speaker="Les deux camps"
    )
    at = plan.dispatch.text.index("le ministère")
    relay = Relay("ministry", Source("organisation", Span(at, at + len("le ministère"))))
    said = texts(made(Known([happening(replace(plan, relay=relay))])), "happened")
    assert "les deux camps (anonyme), d'après le ministère (ALP), 23 février 2026" in said[1]


def test_a_part_of_a_country_is_not_the_country() -> None:
    north = Spot("gn:163843", "Syrie", exact=False, country="SY", near=True, vague=True)
    said = texts(made(Known([happening(replace(GONE, spots=(north,)))])), "happened")
    assert said[0].startswith("Départ, États-Unis (forces), Syrie (en partie) (26 février 2026)")


def test_what_lasts_is_told_since_a_day_and_until_it_was_last_told() -> None:
    fights = told(
        "fights", "Des combats se poursuivent depuis le 20 février.", "combats", family="force", actor=None,
        status="ongoing", when=Period(date(2026, 2, 20), None),
    )  # fmt: skip
    said = texts(made(Known([happening(fights)])), "happened")
    assert said[0].startswith("Attaques ou combats, Qasrak (depuis le 20 février 2026, encore le 23 février 2026)")


def test_what_becomes_of_a_truce_is_told_by_who_broke_it_and_not_under_way() -> None:
    broke = told(
        "broke", "Les FDS accusent l'armée de violer la trêve.", "trêve", family="agree", actor=ARMY, spot=None,
        status="ongoing",
    )  # fmt: skip
    said = texts(made(Known([happening(broke)])), "happened")
    assert said[0] == "Trêve dite rompue par Syrie (forces) : rapporté (1 source indépendante)"
    assert "en cours" not in said[1]


def test_a_forecast_that_is_denied_was_nobodys_to_give_up() -> None:
    plan = told(
        "plan", "Ils resteront à Qasrak jusqu'au 15 mars.", "resteront", when=by("2026-03-15"), status="planned"
    )
    due = Due(NOBODY, by("2026-03-15"), (plan,))
    h = happening(plan, STAY)
    denied = DueOn(due, "dropped", because("denied_since", day=date(2026, 2, 28)), (STAY,))
    state = CommitmentOn(Commitment(h.id, h, US, (due,)), date(2026, 3, 1), "dropped", (denied,), ())
    assert texts(made(Known([h], (), (), [state])), "due")[0].startswith("DÉMENTI — ")


def test_what_is_due() -> None:
    plan = told("plan", "Ils auront quitté Qasrak le 15 mars.", "quitté", when=by("2026-03-15"), status="planned")
    h = happening(plan, GONE)
    due = Due(NOBODY, by("2026-03-15"), (plan,))
    commitment = Commitment(h.id, h, US, (due,))
    state = CommitmentOn(commitment, date(2026, 3, 16), "overdue", (DueOn(due, "overdue", WHY),), ())
    said = texts(made(Known([h], (), (), [state])), "due")
    assert said[0].startswith("ÉCHU, SANS NOUVELLE — Départ")
    assert said[1] == "échéance 15 mars 2026 selon ALP, sans source citée, 23 février 2026 : ÉCHU, SANS NOUVELLE"
    kept = CommitmentOn(commitment, date(2026, 3, 24), "kept", (DueOn(due, "kept", WHY, (GONE,), 7),), ())
    said = texts(made(Known([h], (), (), [kept])), "due")
    assert "TENU, avec 7 jours de retard, d'après : « Les derniers soldats" in said[1]


@pytest.mark.parametrize(
    "words", ["[x](javascript:alert(1))", "<script>", "# un", "- deux", "3. trois", "`a` *b* _c_", "![i](u)"]
)
def test_words_of_dispatches_are_no_markup(words: str) -> None:
    said = escaped(words)
    assert not re.search(r"(?<!\\)[\[\]<>`*_#!]", said)
    assert not re.match(r"[-+=]|\d+[.)]", said)


def test_a_page_shows_markup_as_it_is_written() -> None:
    t = told("m", "Ils ont quitté <b>Qasrak</b> & Rmeilan.", "quitté")
    known = Known([happening(t)])
    shown = page(made(known))
    assert "&lt;b&gt;Qasrak&lt;/b&gt; &amp; Rmeilan" in shown
    assert "<script" not in shown
    assert "\\<b\\>" in markdown(made(known))


def test_a_fragment_leaves_out_who_says_so() -> None:
    assert fragment(STAY.claim, STAY.dispatch.text, ["que "]) == "les soldats restaient à Qasrak"
    assert fragment(GONE.claim, GONE.dispatch.text, ["que "]) == "Les derniers soldats ont quitté Qasrak jeudi soir"


def test_a_fragment_goes_on_behind_words_that_its_clause_quotes() -> None:
    text = "Il a dénoncé l'entrée \"sans concertation\" de l'armée à Qasrak, a-t-il dit."
    t = told("q", text, "dénoncé", spot=None)
    assert fragment(t.claim, text) == "Il a dénoncé l'entrée \"sans concertation\" de l'armée à Qasrak"


def test_a_long_fragment_is_cut_at_a_word() -> None:
    text = "Ils ont quitté " + "la vieille " * 60 + "base de Qasrak."
    said = fragment(told("l", text, "quitté").claim, text)
    assert said.endswith(" …")
    assert len(said) <= LONGEST + 2
    assert said.removesuffix(" …") in text


def test_a_language_without_templates_is_an_error() -> None:
    from selon.errors import DataError

    with pytest.raises(DataError, match=r"brief\.toml"):
        made(lang="de")
