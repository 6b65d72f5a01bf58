"""Quantities of a text: how many of what, with both bounds. Needs no parser.

`quantities` reads counts, shares, money, distances, weights and other measures, in figures and in words; `numbers`
gives the bare numbers that it builds on.

Conventions: "plus de 30" is 30 and open; "moins de 50" and "jusqu'à 50" are open and 50; "entre 30 et 40" is 30 to
40; "des dizaines" is 20 to 99, "des centaines" 200 to 999, and so on upwards; "une vingtaine", "près de 20" and
"environ 20" are 20, marked approximate. Shares are in per cent, distances in metres (`m`), weights in kilogrammes
(`kg`), money in the currency's ISO 4217 code where the text tells which it is; lengths of time and ages are measures
of their unit. Dates, hours, ordinals, scores, labels and names with figures are no quantities.
"""

from __future__ import annotations

from selon.reading.quantities.numbers import Number, numbers
from selon.reading.quantities.read import quantities

__all__ = ["Number", "numbers", "quantities"]
