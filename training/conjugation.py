"""Forms of a verb by what they are, from the lemmatizer's list of forms, or by rule where it lists none.

A form is named by its tense and person ("future 3p"), a participle by gender and number ("participle fs").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping

Slots = dict[str, set[str]]
"""The forms of a verb by what they are."""

FUTURE = {"ai": "1s", "as": "2s", "a": "3s", "ons": "1p", "ez": "2p", "ont": "3p"}
IMPERFECT = {"ais": "1s", "ait": "3s", "ions": "1p", "iez": "2p", "aient": "3p"}
REGULAR = {
    "er": ("era eront erons erez erai eraient erait erais erions eriez aient ait ais ions iez ant ons ez e es ent "
           "a âmes èrent é és ée ées"),
    "ir": ("ira iront irons irez irai iraient irait irais irions iriez issaient issait issais issions issiez issant "
           "issons issez is it issent îmes irent i ie ies"),
}  # fmt: skip
CIRCUMFLEX = frozenset("îûâ")
SOFT = {"g": "ge", "c": "ç"}
"""How a stem's last letter is written before a, â and o."""
HARD = ("a", "ea")
SAME = frozenset(("bet", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "rid", "set",
                  "shed", "shut", "split", "spread", "upset"))  # fmt: skip
"""English verbs whose past is written like the infinitive."""


def french(lemma: str, listed: Collection[str]) -> Slots:
    """The forms of a French verb, of those that are listed for it if any are."""
    forms = set(listed) or set(_regular(lemma))
    found: Slots = {"infinitive": {lemma}}
    futures = {f[:-3] for f in forms if f.endswith("ront") and {f[:-3] + "a", f[:-3] + "ez"} <= forms}
    imperfects = {f[:-5] for f in forms if f.endswith("aient")} - futures
    first = lemma.endswith("er")
    if first:
        imperfects.add(lemma[:-2])
    for name, stems, endings in (
        ("future", futures, FUTURE),
        ("conditional", futures, IMPERFECT),
        ("imperfect", imperfects, IMPERFECT),
        ("present", imperfects, {"ons": "1p", "ez": "2p"}),
    ):
        for ending, person in endings.items():
            found[f"{name} {person}"] = {x + ending for x in stems} & forms
    found["gerund"] = {x + "ant" for x in imperfects} & forms
    pasts = {_plain(f)[:-3] for f in forms if f.endswith(("âmes", "îmes", "ûmes", "înmes"))}
    if first:
        found["past 3s"] = {f for f in forms if _plain(f) in pasts}
        found["past 3p"] = {
            f for f in forms if f.endswith("èrent") and {_plain(f)[:-5] + x for x in ("a", "ea")} & pasts
        }
        found["present 3s"] = {f for f in forms if f.endswith("e") and {f"{f}s", f"{f}nt"} <= forms and f[-3:] != "sse"}
        found["present 3p"] = {f"{f}nt" for f in found["present 3s"]}
    else:
        found["past 3s"] = {f for f in forms if f.endswith("t") and _plain(f)[:-1] in pasts and not CIRCUMFLEX & {*f}}
        found["past 3p"] = {f for f in forms if f.endswith("rent") and _plain(f[:-4]) in pasts}
        other = found["imperfect 3s"] | found["conditional 3s"] | found["past 3s"]
        found["present 3s"] = {f for f in forms if f.endswith(("t", "d")) and _single(f, forms)} - other
        found["present 3p"] = {f for f in forms if f.endswith("ent") and _several(f, forms)} - found["past 3p"]
    for masculine in _participles(lemma, forms, imperfects):
        plural = masculine if masculine.endswith("s") else masculine + "s"
        for name, form in {"ms": masculine, "mp": plural, "fs": f"{masculine}e", "fp": f"{masculine}es"}.items():
            found.setdefault(f"participle {name}", set()).update({form} & forms)
    return found


def _regular(lemma: str) -> Iterator[str]:
    stem, ending = lemma[:-2], lemma[-2:]
    for put in REGULAR.get(ending, "").split():
        hard = put[0] in "aâo" and ending == "er"
        yield (stem[:-1] + SOFT.get(stem[-1:], stem[-1:]) if hard else stem) + put


def _plain(form: str) -> str:
    """The form without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _single(form: str, forms: set[str]) -> bool:
    """Whether a form in -t or -d may be a third person singular of the present, as "vient" and "prend"."""
    return f"{form[:-1]}s" in forms if form.endswith("ient") else form[-2:] not in ("nt", "ît", "ût", "ât")


def _several(form: str, forms: set[str]) -> bool:
    """Whether a form in -ent is a third person plural, and of no imperfect ("finissent", but not "finît")."""
    if form.endswith("ssent"):
        return f"{form[:-3]}ons" in forms
    return not form.endswith("aient") and not _single(form, forms)


def _participles(lemma: str, forms: set[str], imperfects: set[str]) -> Iterator[str]:
    """The masculines of participles; one in -s or -t that is a person of the present too is none ("dis", "part")."""
    for f in forms:
        masculine = f[:-2]
        if f.endswith("es") and f[:-1] in forms and masculine[-1:] in tuple("éiust") and masculine in forms:
            if not (masculine.endswith(("s", "t")) and masculine in imperfects):
                yield masculine
        elif f.endswith("i") and f"{f}r" == lemma:
            yield f


def english(lemma: str, irregular: Mapping[str, Collection[str]]) -> Slots:
    """The forms of an English verb; `irregular` leads from those of all verbs that follow no rule to their lemmas."""
    kept = {f for f, lemmas in irregular.items() if lemma in lemmas and f != lemma and not f.endswith(("ing", "s"))}
    if lemma in SAME:
        kept = {lemma}
    done = {f for f in kept if f.endswith(("n", "ne")) and not f.endswith("an")}
    past = (kept - done) or kept or {_ended(lemma, "ed")}
    participle = done or ({lemma} if lemma.endswith("run") else past)
    doubled = {f for f, lemmas in irregular.items() if lemma in lemmas and f.endswith("ing")}
    return {
        "base": {lemma},
        "present": {_ended(lemma, "s")},
        "past": past,
        "participle": participle,
        "ing": doubled or {_ended(lemma, "ing")},
    }


def _ended(lemma: str, ending: str) -> str:
    consonant = lemma[-2:-1] not in tuple("aeiou")
    if lemma.endswith("y") and consonant and ending != "ing":
        return lemma[:-1] + ("ies" if ending == "s" else "ied")
    if ending == "s":
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    silent = lemma.endswith("e") and (ending == "ed" or not lemma.endswith("ee"))
    return (lemma[:-1] if silent else lemma) + ending
