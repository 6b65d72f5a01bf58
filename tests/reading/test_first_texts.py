"""Constructions that a first text of one's own is likely to hold."""

from datetime import date

from selon import dispatch, read


def test_any_name_in_brackets_after_place_and_day_is_the_agency() -> None:
    text = (
        "La trêve tient\n\nBeyrouth, 2 avril 2026 (Levant Presse) - La trêve tient depuis jeudi dans le sud du pays.\n"
    )
    d = dispatch(text, lang="fr")
    assert (d.agency, d.published) == ("Levant Presse", date(2026, 4, 2))


def test_what_is_denied_ends_before_what_is_affirmed() -> None:
    text = "Un porte-parole a démenti tout retrait, affirmant que 200 soldats restaient déployés dans la ville."
    reading = read(text, published="2026-03-14", lang="fr")
    denied = next(c for c in reading.claims if c.type == "withdraw")
    present = next(c for c in reading.claims if c.type == "presence")
    assert denied.negated
    assert not present.negated
    for claim in (denied, present):
        assert claim.source.span is not None
        assert claim.source.span.of(reading.dispatch.text) == "Un porte-parole"


def test_a_possessor_belongs_to_the_phrase_and_does_not_tell_its_kind() -> None:
    text = "Sudan's army said it had recaptured the town of Bara."
    reading = read(text, published="2026-03-16", lang="en")
    source = reading.claims[0].source
    assert source.span is not None
    assert (source.kind, source.span.of(reading.dispatch.text)) == ("organisation", "Sudan's army")
