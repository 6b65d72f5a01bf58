"""What a negating word reaches, as claims show."""

import pytest

from selon import read

DENIED = [
    ("en", "There is not a single Kenyan soldier left in the city.", "presence", True),
    ("en", "There are no Kenyan soldiers left in the city.", "presence", True),
    ("en", "Not a single soldier will be left by June.", "presence", True),
    ("en", "There are 200 soldiers left in the city.", "presence", False),
    ("en", "Not only soldiers were killed in the raid.", "casualty", False),
    ("en", "Not far from there, nine soldiers were killed.", "casualty", False),
    ("fr", "Non loin de là, neuf soldats ont été tués.", "casualty", False),
    ("fr", "Aucun soldat n'a été tué dans le raid.", "casualty", True),
    ("fr", "Il ne reste plus un seul soldat belge dans le pays.", "presence", True),
]


@pytest.mark.parametrize(("lang", "text", "kind", "negated"), DENIED)
def test_what_is_negated(lang: str, text: str, kind: str, negated: bool) -> None:
    found = [c.negated for c in read(text, published="2026-03-11", lang=lang).claims if c.type == kind]
    assert found
    assert set(found) == {negated}
