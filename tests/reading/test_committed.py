"""What a dispatch has committed to, as signs for the next trigger."""

from selon.reading.committed import Committed, Stand, from_above


def stand(at: int, above: int | None = None, kind: str = "withdraw", sentence: int = 0) -> Stand:
    return Stand(at, sentence, "retrait", kind, "NOUN", above, "obj")


def test_a_trigger_comes_behind_the_one_above_it() -> None:
    given = [stand(0, above=20), stand(10), stand(20, above=30), stand(30)]
    assert list(from_above(given)) == [3, 2, 0, 1]


def test_the_first_trigger_leans_on_nothing() -> None:
    signs = Committed().signs(stand(0))
    assert "under no claim" in signs
    assert "this word earlier=None" in signs
    assert not any(x.startswith("last=") for x in signs)


def test_a_word_taken_up_leans_on_its_last_status() -> None:
    committed = Committed()
    committed.settle(stand(0), "planned")
    committed.settle(stand(50, kind="attack"), "occurred")
    signs = committed.signs(stand(90, sentence=80))
    assert "this word earlier=planned" in signs
    assert "this type earlier=planned" in signs
    assert "last=occurred before the sentence" in signs


def test_what_stands_under_a_claim_knows_its_type_and_status() -> None:
    committed = Committed()
    committed.settle(stand(40, kind="demand"), "occurred")
    signs = committed.signs(stand(10, above=40))
    assert "under demand:occurred" in signs
    assert "last=occurred" not in signs


def test_what_comes_later_in_the_text_is_not_earlier() -> None:
    committed = Committed()
    committed.settle(stand(40), "planned")
    assert "this word earlier=None" in committed.signs(stand(10))
