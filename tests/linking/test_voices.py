"""Who speaks: one voice under its several mentions, and never one for two who are not named."""

from __future__ import annotations

import pytest
from tests.linking.made import Says, official, report

from selon.linking import link
from selon.linking.voices import body


def test_an_official_taken_up_again_is_one_voice() -> None:
    linker = link([report("a", "2026-03-02", official("un responsable kurde"), official("Le responsable kurde"))])
    (voice,) = [v for v in linker.voices("a") if v.kind == "unnamed"]
    assert [m.words for m in voice.mentions] == ["un responsable kurde", "Le responsable kurde"]


def test_a_voice_is_called_by_its_fullest_words() -> None:
    said = [official(w) for w in ("un responsable kurde", "ce responsable", "un diplomate")]
    linker = link([report("a", "2026-03-02", *said)])
    tolds = [linker.told(f"a-{i}") for i in range(3)]
    called = [t.words(t.speaker.span if t.speaker else None) for t in tolds]
    assert called == ["un responsable kurde", "un responsable kurde", "un diplomate"]


def test_both_sides_are_the_two_that_the_dispatch_names() -> None:
    both = Says(type="agree", actor="Bamako et le Jnim", source="organisation", who="les deux camps", count=2)
    linker = link([report("a", "2026-03-02", both), report("b", "2026-03-03", both, agency="BET")])
    assert linker.told("a-0").voice == linker.told("b-0").voice
    voice = linker.voice(linker.told("a-0").voice)
    assert (voice.side, voice.least, voice.most) == ("ML+jnim", 2, 2)


def test_another_official_is_another_voice() -> None:
    linker = link([report("a", "2026-03-02", official("un responsable kurde"), official("un diplomate occidental"))])
    assert len([v for v in linker.voices("a") if v.kind == "unnamed"]) == 2


def test_two_indefinite_mentions_are_two_voices_that_may_be_one() -> None:
    linker = link([report("a", "2026-03-02", official("un officier"), official("un officier"))])
    first, second = (linker.told(f"a-{i}").voice for i in (0, 1))
    assert first != second
    assert linker.voice(second).may_include == (first,)


def test_a_group_may_include_the_official_beside_it() -> None:
    linker = link([report("a", "2026-03-02", official("trois sources", count=3), official("un responsable kurde"))])
    group, one = linker.voice(linker.told("a-0").voice), linker.told("a-1").voice
    assert (group.least, group.most) == (3, 3)
    assert group.may_include == (one,)


def test_a_plural_without_a_number_is_open() -> None:
    linker = link([report("a", "2026-03-02", official("des diplomates"))])
    voice = linker.voice(linker.told("a-0").voice)
    assert (voice.least, voice.most) == (2, None)


def test_unnamed_voices_of_two_dispatches_are_never_one() -> None:
    linker = link([report("a", "2026-03-02", official()), report("b", "2026-03-02", official())])
    assert linker.told("a-0").voice != linker.told("b-0").voice


def test_unnamed_voices_of_a_reprint_are_those_of_the_original() -> None:
    said = official()
    linker = link([report("a", "2026-03-02", said), report("b", "2026-03-03", said, agency="Relais", reprints="a")])
    assert linker.told("a-0").voice == linker.told("b-0").voice
    assert linker.told("b-0").copy_of == "a-0"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "le président Volodymyr Zelenskyy"),
        ("Mazloum Abdi", "Mazlum Abdi"),
        ("Emmanuel Macron", "Macron"),
    ],
)
def test_a_person_is_one_voice_in_several_spellings(one: str, other: str) -> None:
    linker = link(
        [
            report("a", "2026-03-02", Says(source="named", who=one)),
            report("b", "2026-03-04", Says(source="named", who=other)),
        ]
    )
    first, second = (linker.voice(linker.told(c).voice) for c in ("a-0", "b-0"))
    assert first.id == second.id


def test_a_surname_of_two_persons_is_neither() -> None:
    made = [
        report("a", "2026-03-02", Says(source="named", who="Bachar al-Assad")),
        report("b", "2026-03-03", Says(source="named", who="Maher al-Assad")),
        report("c", "2026-03-04", Says(source="named", who="Assad")),
    ]
    linker = link(made)
    assert len({linker.voice(linker.told(f"{c}-0").voice).id for c in "abc"}) == 3
    linker.remove("b")
    assert linker.voice(linker.told("c-0").voice).id == linker.voice(linker.told("a-0").voice).id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("le ministère syrien de la Défense", "Syria's defence ministry"),
        ("les Etats-Unis", "Washington"),
        ("l'ONU", "the United Nations"),
        ("le Comité international de la Croix-Rouge (CICR)", "the ICRC"),
    ],
)
def test_a_body_is_one_voice_in_two_languages(one: str, other: str) -> None:
    assert body(one).id == body(other).id


def test_two_ministries_are_two_voices() -> None:
    assert body("le ministère syrien de la Défense").id != body("le ministère syrien de la Santé").id


def test_the_agency_that_tells_is_the_body_that_others_cite() -> None:
    linker = link([report("a", "2026-03-02", Says(), agency="Reuters")])
    assert body("Reuters").id == linker.told("a-0").voice


def test_who_confirms_what_stands_before_is_a_voice_of_it() -> None:
    made = report(
        "a",
        "2026-03-02",
        official("un responsable kurde"),
        official("un diplomate", status="planned", time=("", "2026-03-22"), deadline=True),
        confirms=("Le responsable kurde", "ces informations"),
    )
    linker = link([made])
    assert linker.told("a-1").endorsed == (linker.told("a-0").voice,)
    assert linker.told("a-0").endorsed == ()


def test_who_confirms_a_timetable_confirms_no_number() -> None:
    made = report(
        "a",
        "2026-03-02",
        official("un officier", number=(30, 30)),
        confirms=("Le responsable kurde", "le même calendrier"),
    )
    assert link([made]).told("a-0").endorsed == ()


def test_a_service_of_a_state_is_not_the_state() -> None:
    made = [
        report("a", "2026-03-02", Says(source="organisation", who="Israël")),
        report("b", "2026-03-03", Says(source="organisation", who="the Israeli prison service")),
        report("c", "2026-03-04", Says(source="organisation", who="le gouvernement israélien")),
        report("d", "2026-03-04", Says(source="organisation", who="the Kurdish-led Syrian Democratic Forces")),
        report("e", "2026-03-04", Says(source="organisation", who="les FDS")),
    ]
    linker = link(made)
    a, b, c, d, e = (linker.voice(linker.told(f"{x}-0").voice).id for x in "abcde")
    assert a == c != b
    assert d == e


def of_body(who: str) -> Says:
    return Says(source="organisation", who=who)


def test_a_body_taken_up_by_its_noun_is_the_one_named_before() -> None:
    made = [of_body("le ministère syrien de la Défense"), of_body("le ministère")]
    linker = link([report("a", "2026-03-02", *made), report("b", "2026-03-05", *made)])
    assert len({linker.voice(t.voice).id for t in linker.tolds()}) == 1


@pytest.mark.parametrize("who", ["le ministère", "une ONG locale", "a local aid group", "les deux camps"])
def test_a_body_without_a_name_is_of_its_dispatch_alone(who: str) -> None:
    linker = link([report("a", "2026-03-02", of_body(who)), report("b", "2026-03-05", of_body(who))])
    first, second = linker.voice(linker.told("a-0").voice), linker.voice(linker.told("b-0").voice)
    assert (first.dispatch, second.dispatch) == ("a", "b")
    assert {k.maybe_one for h in linker.happenings() for k in linker.links(h)} == {True}


def test_the_same_noun_of_two_bodies_is_neither() -> None:
    two = [of_body("le ministère syrien de la Défense"), of_body("le ministère malien de la Défense")]
    linker = link([report("a", "2026-03-02", *two, of_body("le ministère"))])
    assert len(linker.voices("a")) == 4  # with the narrator


def test_a_document_speaks_for_the_body_whose_it_is() -> None:
    health, toll = "la direction de la santé de Gao", "un nouveau bilan de la direction de la santé de Gao"
    document = Says(source="document", who=toll)
    linker = link([report("a", "2026-03-02", document), report("b", "2026-03-04", of_body(health))])
    first, second = (linker.voice(linker.told(c).voice) for c in ("a-0", "b-0"))
    assert first.id == second.id
    assert (first.kind, first.name) == ("organisation", health)


@pytest.mark.parametrize("who", ["un accord", "une vidéo de l'attaque", "une déclaration d'Adama Koné"])
def test_a_document_of_nobody_known_is_of_its_dispatch(who: str) -> None:
    linker = link([report("a", "2026-03-02", Says(source="document", who=who))])
    assert linker.voice(linker.told("a-0").voice).dispatch == "a"
