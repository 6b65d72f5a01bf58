"""Who is meant by the words of an actor, and who in a dispatch they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.made import ANSONGO, GAO, MALI, NIAMEY, NIGER, Says, place, report

from selon.linking import Linker, link
from selon.linking.model import Party, Report, Told
from selon.linking.parties import names, party
from selon.linking.tables import groups

HERE = Says(type="presence", status="ongoing", role="at", time=("2026-02-23", "2026-02-23"))


def told(*said: Says, after: str = "") -> list[Told]:
    """The claims of one dispatch, with more text after them."""
    made = report("a", "2026-02-24", *said)
    if after:
        made = replace(made, dispatch=replace(made.dispatch, text=f"{made.dispatch.text} {after}"))
    return list(link([made]).tolds())


@pytest.mark.parametrize(
    ("words", "key", "role"),
    [
        ("les forces maliennes", "ML", "forces"),
        ("quelque 300 militaires américains", "US", "forces"),
        ("Les derniers soldats américains", "US", "forces"),
        ("Washington", "US", "state"),
        ("Les FSR", "rsf", "group"),
        ("Rapid Support Forces", "rsf", "forces"),
        ("les Casques bleus", "un", "forces"),
        ("U.N. peacekeepers", "un", "forces"),
        ("L'armée soudanaise et les Forces de soutien rapide", "SD+rsf", "forces"),
        ("Sudan's army and the RSF", "SD+rsf", "forces"),
        ("six Israeli hostages", "IL", "people"),
        ("Bachar al-Assad", "baSar sad", "person"),
        ("At least 45 people", "", "people"),
        ("Le dernier convoi", "", "forces"),
        ("l'armée", "", "forces"),
        ("voiture piégée", "", "body"),
    ],
)
def test_whose_the_words_are(words: str, key: str, role: str) -> None:
    found = party(words)
    assert found is not None
    assert (found.key, found.role) == (key, role)


@pytest.mark.parametrize("words", ["les deux camps", "aucun groupe", "how many soldiers", "La trêve", "ils"])
def test_words_that_tell_nobody(words: str) -> None:
    assert party(words) is None


def test_groups_have_names_in_both_languages() -> None:
    for g in groups().values():
        assert g.fr and g.en
        for form in (g.fr, g.en, *g.forms):
            found = party(form)
            assert found is not None and found.key == g.key, form
    assert list(names("SD+rsf", "fr")) == ["Soudan", "FSR"]
    assert list(names("SD+rsf", "en")) == ["Sudan", "RSF"]


def _actor(t: Told) -> tuple[str, bool]:
    assert t.actor is not None
    return t.actor.key, t.actor.inferred


def test_a_bare_noun_is_the_one_that_the_dispatch_names_more_fully() -> None:
    _, bare = told(replace(HERE, actor="l'armée russe"), replace(HERE, actor="l'armée", at=ANSONGO))
    assert _actor(bare) == ("RU", True)
    _, _, torn = told(
        replace(HERE, actor="l'armée russe"), replace(HERE, actor="l'armée turque"), replace(HERE, actor="l'armée")
    )
    assert _actor(torn) == ("", False)


def test_an_army_without_a_country_is_that_of_the_place() -> None:
    (only,) = told(replace(HERE, actor="l'armée"))
    assert _actor(only) == ("ML", True)
    first, _ = told(replace(HERE, actor="l'armée"), replace(HERE, actor="des soldats russes"))
    assert _actor(first) == ("", False)


def test_soldiers_without_a_country_are_nobodys() -> None:
    (only,) = told(replace(HERE, actor="200 soldats"))
    assert _actor(only) == ("", False)


def test_a_name_and_its_acronym_are_one() -> None:
    first, second = told(
        replace(HERE, actor="le Front de la Savane"),
        replace(HERE, actor="le FS", at=ANSONGO),
        after="Le Front de la Savane (FS) a parlé.",
    )
    assert first.actor is not None and second.actor is not None
    assert first.actor.key == second.actor.key


def test_whose_our_forces_are() -> None:
    ours = replace(HERE, actor="nos forces", source="organisation", who="le ministère russe")
    (only,) = told(ours)
    assert _actor(only) == ("RU", True)


def test_both_sides_are_those_that_the_dispatch_names() -> None:
    talks = Says(type="talk", actor="Bamako et le FLA", role="at", at=None)
    _, both = told(talks, replace(talks, type="agree", actor="les deux parties"))
    assert _actor(both) == ("ML+fla", True)


def test_a_word_of_two_countries_means_the_one_at_hand() -> None:
    kinshasa = place("Goma", place("RDC", kind="country", country="CD").id, country="CD")
    (only,) = told(replace(HERE, actor="l'armée congolaise", at=kinshasa))
    assert _actor(only) == ("CD", False)
    (other,) = told(replace(HERE, actor="l'armée congolaise"))
    assert _actor(other)[0] in ("CG", "CD")


def test_a_convoy_is_of_those_who_leave_the_place() -> None:
    leave = Says(time=("2026-02-23", "2026-02-23"))
    _, convoy = told(leave, replace(leave, type="move", actor="le dernier convoi"))
    assert _actor(convoy) == ("ML", True)
    _, other = told(leave, replace(leave, type="move", actor="le dernier convoi", at=NIAMEY))
    assert _actor(other) == ("", False)


def test_a_place_that_is_left_is_no_party() -> None:
    (left,) = told(Says(target="Ménaka", time=("2026-02-23", "2026-02-23")))
    assert left.target is None


def _spot(*said: Says) -> tuple[str, bool]:
    spot = told(*said)[-1].spots[0]
    return spot.label, spot.inferred


def test_a_claim_without_a_place_takes_that_of_its_sentence() -> None:
    bare = replace(HERE, at=None, type="attack", more="près d'Ansongo")
    assert _spot(replace(HERE, at=ANSONGO), bare) == ("Ansongo", True)
    assert _spot(replace(HERE, at=ANSONGO), replace(HERE), bare) == ("Ansongo", True)


def test_a_claim_that_takes_up_the_town_is_in_the_only_one() -> None:
    town = Says(type="control", role="at", at=None, more="la ville")
    assert _spot(HERE, town) == ("Ménaka", True)
    for several in ((HERE, replace(HERE, at=ANSONGO), town), (HERE, replace(town, more="le pays"))):
        spot = told(*several)[-1].spots[0]
        assert (spot.country, spot.vague, spot.inferred) == ("ML", True, True)


def test_the_region_around_a_town_in_the_sentence_is_the_town() -> None:
    wide = Says(type="casualty", trigger="morts", actor="", role="at", at=GAO, more="à Ansongo")
    assert _spot(replace(HERE, at=ANSONGO), wide) == ("Ansongo", True)


def linker(*reports: Report) -> Linker:
    return link(reports)


def test_one_actor_whatever_the_words() -> None:
    """Country, capital, forces and numbers of them make one thread of a situation."""
    words = ["les forces maliennes", "Bamako", "300 militaires maliens", "l'armée malienne"]
    made = [report(f"d{i}", "2026-02-24", replace(HERE, actor=w), agency=f"A{i}") for i, w in enumerate(words)]
    found = link(made).situation(made[0].dispatch.published, kind="presence")  # type: ignore[arg-type]
    assert len(found) == 1


def test_a_foreign_state_is_another_party() -> None:
    assert party("Niger") == Party("NE", "state", "Niger")
    assert MALI.id != NIGER.id
