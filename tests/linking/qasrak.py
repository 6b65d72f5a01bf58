"""The example dispatch on the withdrawal from Qasrak, its claims read by hand: linking is tested without a reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from selon.intake.text import from_text
from selon.linking.model import Report
from selon.model import Attribution, Claim, Dispatch, Period, Place, PlaceMention, Quantity, Source, SourceKind, Span

TEXT = Path(__file__).parents[2] / "examples" / "syrie-qasrak.txt"
SYRIA = Place("gn:163843", "Syria", "country", 35.0, 38.0, 242785, "SY", 6, None)
IN_SYRIA = ("gn:173813", "gn:163843")
QASRAK = Place("site:qasrak", "Qasrak", "base", 36.8, 40.6, 3000, "SY", 1, 1, ("Hassaké", "Syria"), IN_SYRIA)
TANF = Place("site:tanf", "al-Tanf", "base", 33.5, 38.6, 3000, "SY", 1, 1, ("Syria",), ("gn:163843",))
CHADDADI = Place("site:chaddadi", "al-Chaddadi", "base", 36.0, 40.7, 3000, "SY", 1, 1, ("Hassaké", "Syria"), IN_SYRIA)
MONDAY = Period(date(2026, 2, 23), date(2026, 2, 23))
MONTH = Period(None, date(2026, 3, 23))
TWENTY_DAYS = Period(None, date(2026, 3, 15))


def read() -> Report:
    """The report: dispatch, claims, attributions."""
    d = from_text(TEXT.read_text("utf-8"), published=date(2026, 2, 23), lang="fr")
    three = _source(d, "unnamed", "trois responsables", count=3)
    kurd = _source(d, "unnamed", "un cadre de l'administration kurde", count=1)
    officer = _source(d, "unnamed", "un officier de la coalition internationale", count=1)
    syrian = _source(d, "unnamed", "un membre du gouvernement syrien", count=1)
    diplomat = _source(d, "unnamed", "Un diplomate occidental", count=1)
    here, there = PlaceMention(_at(d, "Qasrak", "entamé"), "from", QASRAK), PlaceMention
    army = _at(d, "L'armée américaine")
    claims = (
        Claim("begun", _at(d, "évacuation"), "withdraw", "ongoing", _at(d, "L'armée américaine a entamé lundi"),
              source=three, actor=army, places=(here,), time=MONDAY),
        Claim("month", _at(d, "aura plus"), "withdraw", "planned", _at(d, "n'aura plus de soldats dans ce pays"),
              source=three, actor=army, time=MONTH, deadline=True),
        Claim("kurd", _at(d, "s'en aller"), "withdraw", "ongoing", _at(d, "Ils ont commencé à s'en aller de Qasrak"),
              source=kurd, actor=army, places=(there(_at(d, "Qasrak", "s'en aller"), "from", QASRAK),), time=MONDAY),
        Claim("left", _at(d, "rendus"), "withdraw", "occurred", _at(d, "Deux autres camps"), source=officer, actor=army,
              places=(there(_at(d, "al-Tanf"), "from", TANF), there(_at(d, "al-Chaddadi"), "from", CHADDADI)),
              time=Period(date(2026, 2, 9), None)),
        Claim("march", _at(d, "se trouvera"), "presence", "planned", _at(d, "plus un seul soldat américain"),
              negated=True, source=syrian, actor=_at(d, "soldat américain"), time=MONTH, deadline=True),
        Claim("sooner", _at(d, "terminé"), "withdraw", "planned", _at(d, "Tout sera terminé"), source=diplomat,
              time=TWENTY_DAYS, deadline=True),
        Claim("strength", _at(d, "stationnés"), "presence", "occurred", _at(d, "Environ 1.000 Américains en uniforme"),
              actor=_at(d, "Environ 1.000 Américains en uniforme"),
              places=(there(_at(d, "Syrie", "stationnés"), "at", SYRIA),),
              quantity=Quantity(_at(d, "Environ 1.000"), 1000, 1000, "Américain", True)),
    )  # fmt: skip
    again = _source(d, "unnamed", "Le cadre kurde")
    told = Attribution(again, _at(d, "a dit"), (_at(d, "s'attendre au même calendrier"),), "indirect")
    return Report(d, claims, (told,))


def _at(d: Dispatch, words: str, after: str = "") -> Span:
    """Where the words first stand, after other words if there are several."""
    start = d.text.index(words, d.text.index(after))
    return Span(start, start + len(words))


def _source(d: Dispatch, kind: SourceKind, words: str, count: int | None = None) -> Source:
    return Source(kind, _at(d, words), count)
