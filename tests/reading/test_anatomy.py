"""Dispatches as agencies and aggregators write them, and what each part is."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.languages.load import table
from selon.model import Dispatch
from selon.reading.anatomy import anatomy
from selon.reading.language import PACKS, language
from selon.reading.marks import marks

LEAD = "L'armée a évacué mardi son camp de Ménaka, a indiqué un officier."


def parts(d: Dispatch) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(d.text)) for b in d.blocks]


def read(text: str, lang: str | None = "fr", published: date | None = None, title: str | None = None) -> Dispatch:
    return anatomy(text, id="x", lang=lang, published=published, title=title)


def test_header_on_the_title_line_and_a_credit_in_the_caption() -> None:
    d = read(
        " date 2026-03-04 Mali: l'armée évacue Ménaka\n\n"
        "Un blindé quitte le camp de Ménaka, au Mali, le 3 mars 2026 ( ALP / Awa TRAORE )\n\n"
        f"{LEAD}"
    )
    assert parts(d) == [
        ("header", "date 2026-03-04"),
        ("title", "Mali: l'armée évacue Ménaka"),
        ("caption", "Un blindé quitte le camp de Ménaka, au Mali, le 3 mars 2026"),
        ("credit", "( ALP / Awa TRAORE )"),
        ("paragraph", LEAD),
    ]
    assert (d.published, d.agency, d.title) == (date(2026, 3, 4), "ALP", "Mali: l'armée évacue Ménaka")


@pytest.mark.parametrize(
    ("dateline", "published", "agency", "place"),
    [
        ("Ménaka (Mali), 23 fév 2026 (AFP) -", date(2026, 2, 23), "AFP", "Ménaka"),
        ("Deir el-Balah (Territoires palestiniens), 1er août 2025 (ALP) –", date(2025, 8, 1), "ALP", "Deir el-Balah"),
        ("PARIS, 3 mars (Reuters) -", None, "Reuters", "PARIS"),
        ("DAMAS, lundi 23 février 2026 (Xinhua) --", date(2026, 2, 23), "Xinhua", "DAMAS"),
        ("BEYROUTH (AFP) —", None, "AFP", "BEYROUTH"),
        ("al-Tanf (Syrie), 2 déc 2025 (ALP) -", date(2025, 12, 2), "ALP", "al-Tanf"),
        ("Bamako, le 3 mars 2026 -", date(2026, 3, 3), None, "Bamako"),
        ("15 juillet 2016. –", date(2016, 7, 15), None, None),
        ("1er février 2017. –", date(2017, 2, 1), None, None),
        ("(AFP) -", None, "AFP", None),
        ("GAO —", None, None, "GAO"),
    ],
)
def test_datelines(dateline: str, published: date | None, agency: str | None, place: str | None) -> None:
    for glue in (" ", "\n"):
        d = read(f"Un titre\n\n{dateline}{glue}{LEAD}\n\nLa suite.")
        assert parts(d)[1:3] == [("dateline", dateline), ("paragraph", LEAD)]
        assert (d.published, d.agency) == (published, agency)
        assert (d.place.of(d.text) if d.place else None) == place


def test_a_dateline_without_its_year_gives_no_day_and_today_is_never_assumed() -> None:
    assert read(f"PARIS, 3 mars (Reuters) - {LEAD}").published is None
    assert read(LEAD).published is None


def test_the_day_given_wins_over_header_and_header_over_dateline() -> None:
    text = f"Publié le 4 mars 2026 à 10h03\n\nMali: l'armée évacue Ménaka\n\nBamako, 3 mars 2026 (ALP) - {LEAD}"
    assert read(text).published == date(2026, 3, 4)
    assert read(text, published=date(2026, 3, 5)).published == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 4 mars 2026", date(2026, 3, 4)),
        ("Publié le : 04/03/2026 - 10:03", date(2026, 3, 4)),
        ("Publié le 4 mars 2026 à 10h03 - Mis à jour le 5 mars 2026", date(2026, 3, 4)),
        ("Mis à jour le 5 mars 2026 à 8h", date(2026, 3, 5)),
        ("Page actualisée : 5 mars 2026 — « Mali : Ménaka »", date(2026, 3, 5)),
        ("2026-03-04", date(2026, 3, 4)),
    ],
)
def test_header_lines_above_and_below_the_title(line: str, day: date) -> None:
    above, below = read(f"{line}\nUn titre\n\n{LEAD}\n\nLa suite."), read(f"Un titre\n{line}\n\n{LEAD}\n\nLa suite.")
    assert parts(above)[:3] == [("header", line), ("title", "Un titre"), ("paragraph", LEAD)]
    assert above.published == day
    if not line.startswith("2"):
        assert parts(below)[:3] == [("title", "Un titre"), ("header", line), ("paragraph", LEAD)]
        assert below.published == day


def test_a_sentence_that_begins_like_a_header_is_a_sentence() -> None:
    sentence = "Publié le 4 mars 2026, le rapport de l'ONU accuse les deux camps d'avoir rompu la trêve."
    d = read(f"{sentence}\n\n{LEAD}")
    assert parts(d) == [("paragraph", sentence), ("paragraph", LEAD)]
    assert d.published is None


def test_exported_fields_above_the_text() -> None:
    d = read(f"Date : 4 mars 2026\nAgence : ALP\nTitre : L'armée part\n\n{LEAD}")
    assert parts(d)[2:] == [("header", "Titre :"), ("title", "L'armée part"), ("paragraph", LEAD)]
    assert (d.agency, d.published, d.title) == ("ALP", date(2026, 3, 4), "L'armée part")


def test_flags_and_desk_initials_are_no_text() -> None:
    d = read(f"URGENT\n\nMali: l'armée part\n\nbur-ds/abc\n\n{LEAD}\n\nds/abc/ef")
    assert [k for k, _ in parts(d)] == ["header", "title", "header", "paragraph", "credit"]


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("( AFP / Awa TRAORE )", "AFP"),
        ("(AFP/Archives)", "AFP"),
        ("(Photo : Awa Traoré)", None),
        ("© Awa Traoré", None),
        ("Crédit photo : Awa Traoré", None),
        ("REUTERS/Awa Traoré", "REUTERS"),
        ("Awa Traoré/AFP via Getty Images", "AFP"),
    ],
)
def test_credits(credit: str, agency: str | None) -> None:
    d = read(f"Un titre\n\nDes soldats à Ménaka. {credit}\n\n{LEAD}")
    assert parts(d)[1:] == [("caption", "Des soldats à Ménaka."), ("credit", credit), ("paragraph", LEAD)]
    assert d.agency == agency
    assert parts(read(f"Un titre\n\n{credit}\n\n{LEAD}"))[1] == ("credit", credit)


def test_a_slash_in_brackets_is_not_always_a_credit() -> None:
    assert parts(read(f"{LEAD}\n\nJean Lambert (Verts/ALE, Royaume-Uni)"))[1][0] == "paragraph"


def test_captions_without_credit() -> None:
    dated = "Des soldats dans une rue de Ménaka, au Mali, le 3 mars 2026"
    assert parts(read(f"Un titre\n\n{dated}\n\n{LEAD}"))[1] == ("caption", dated)
    assert parts(read(f"Un titre\n\n{dated}.\n\n{LEAD}"))[1] == ("paragraph", f"{dated}.")
    assert parts(read(f"Un titre\n\nPhoto d'archives : le camp.\n\n{LEAD}"))[1][0] == "caption"


def test_the_given_title_is_the_title_block_even_with_a_full_stop() -> None:
    title = "L'armée part. Les habitants aussi."
    for gap in ("\n", "\n\n"):
        d = read(f"{title}{gap}{LEAD}", title=title)
        assert parts(d) == [("title", title), ("paragraph", LEAD)]
    assert read(LEAD, title=title).title == title


def test_a_first_paragraph_that_is_a_sentence_is_no_title() -> None:
    assert parts(read(f"{LEAD}\n\nLa suite.")) == [("paragraph", LEAD), ("paragraph", "La suite.")]
    assert parts(read("Mali: l'armée part")) == [("paragraph", "Mali: l'armée part")]


def test_lines_are_paragraphs_where_no_line_is_blank() -> None:
    assert [k for k, _ in parts(read(f"Un titre\n{LEAD}\nLa suite."))] == ["title", "paragraph", "paragraph"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "L'armée a évacué mardi\nson camp de Ménaka, a indiqué\nun officier qui n'a pas\nvoulu être nommé."
    assert parts(read(text)) == [("paragraph", text)]
    assert parts(read(f"{text}\n\n{text}")) == [("paragraph", text)] * 2


def test_english_datelines() -> None:
    d = read("A title\n\nQamishli, Syria, Feb 23, 2026 (AFP) - The convoy has left the base.", lang=None)
    assert (d.lang, d.published, d.agency) == ("en", date(2026, 2, 23), "AFP")
    assert d.place is not None and d.place.of(d.text) == "Qamishli"
    assert read("A title\n\nSunday, March 17, 2019\nThe convoy left.", lang="en").published == date(2019, 3, 17)


def test_languages() -> None:
    assert language(LEAD) == "fr"
    assert language("The convoy has left the base, officials said.") == "en"
    assert language("Syrie: retrait à Qasrak") == "fr"
    assert language("الجيش ينسحب من القاعدة") == "ar"
    assert language("Iran admits downing Ukrainian jet, cites 'human error'") == "en"
    assert language("Die Armee hat ihr Lager in Menaka geräumt.") == "de"
    assert language("") == "fr"


@pytest.mark.parametrize("lang", PACKS)
def test_every_month_is_read(lang: str) -> None:
    for name, number in table(lang, "anatomy")["months"].items():
        text = f"2 {name} 2026"
        assert marks(lang).day(text) == date(2026, number, 2), text


def test_days_that_do_not_exist_are_no_day() -> None:
    assert marks("fr").day("31 février 2026") is None
    assert marks("fr").day("2026-13-01") is None


EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("name", "published", "agency", "place", "kinds"),
    [
        ("syrie-qasrak", date(2026, 2, 23), "ALP", None, ["header", "title", "caption", "credit"]),
        ("mali-menaka", date(2025, 6, 12), "ASI", "Gao", ["title", "dateline"]),
        ("rdc-nyabiondo", date(2025, 11, 4), "NORDPRESS", "GOMA", ["title", "header", "caption", "credit", "dateline"]),
    ],
)
def test_the_examples(name: str, published: date, agency: str, place: str | None, kinds: list[str]) -> None:
    d = read((EXAMPLES / f"{name}.txt").read_text("utf-8"), lang=None)
    assert (d.published, d.agency, d.place and d.place.of(d.text)) == (published, agency, place)
    found = [b.kind for b in d.blocks]
    assert found[: len(kinds)] == kinds and set(found[len(kinds) :]) == {"paragraph"}


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "date 2026-02-23 ",
        "Publié le ",
        "3 mars 2026",
        " (AFP) -",
        "PARIS",
        "( AFP / X )",
        ".",
        "Titre",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join) | st.text(max_size=300)


@given(TEXTS)
def test_any_text_at_all(text: str) -> None:
    d = read(text, lang=None)
    assert d.text == text
    at = 0
    for block in d.blocks:
        words = block.span.of(text)
        assert words and words == words.strip()
        assert block.span.start >= at and not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()
    if d.place:
        assert d.place.of(text).strip()
    assert read(text, lang=None) == d


@pytest.mark.parametrize("unit", ["a", "le 3 mars ", "\n", "a\n", "( AFP / ", "A-", "(", "date 2026-02-23 ", '»" '])
def test_long_texts_take_bounded_time(unit: str) -> None:
    began = time.perf_counter()
    read(unit * (200_000 // len(unit)), lang=None)
    assert time.perf_counter() - began < 1.0


BEFORE_BLANKS = [
    *("A", "Bamako", "Bamako,", "Bamako ,", "Bamako (", "Bamako, le", "Bamako, lundi", "Bamako, 3 mars 2026", "3 mars"),
    *("Bamako, 3 mars 2026 (", "Bamako (AFP", "(AFP", "(A", "(A /", "(Photo", "(Photo :", "©", "Crédit :", "AFP /"),
    *("Publié le", "Publié le :", "Publié le lundi", "Mis à jour le", "2026-02-23", "2026-02-23 à", "2026-02-23 10"),
    *("2026-02-23 10:15", "Titre", "Titre :", "URGENT", "Photo", "avec", "avec AFP", "Posted on", "Bamako, on"),
]


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", " \t"])
@pytest.mark.parametrize("lang", PACKS)
def test_no_run_of_blanks_is_gone_through_twice(lang: str, blank: str) -> None:
    """What takes the square of their number would take hours at this one, and a dateline's search seconds at any."""
    began = time.process_time()
    for words in BEFORE_BLANKS:
        text = f"{words}{blank * (200_000 // len(blank))}x\n\n{LEAD}"
        assert read(text, lang=lang).text == text
        read(f"{words}{blank * (180 // len(blank))}x\n\n{LEAD}", lang=lang)
    assert time.process_time() - began < 10.0
