"""Find the words that the parser does not take for what they are, and a common one that it may see in their stead.

usage: python training/norms.py [--lang fr]

The parser knows a word by its form as it was trained, and takes a rare one for anything. The forms of the lexicon's
verbs and cues, nouns of events, sources and things, and adjectives of nations are each tried in a few sentences
(`training/norms_<lang>.toml`). Where one is not read as what it is, it is tried with the norm of common words of the
same form. A form is seen as another everywhere: one that may be something else too is tried as that as well, and not
listed where it does worse. Writes `src/selon/languages/<lang>/norms.tsv`: the form, and the one it is seen as. No
randomness.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selon.languages.load import rows
from selon.reading.lexicon import FILES
from selon.reading.parse import grow, load_pipeline

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.conjugation import Slots, english, french

if TYPE_CHECKING:
    from selon.reading.tree import Token

HERE = Path(__file__).parent
CLASSES = ("noun", "adj", "adv", "adp", "det", "pron", "verb")
"""Word classes in the lemmatizer's tables."""
SAMPLE = 20
"""Forms, or a few more, on which all common words are tried."""
BEST = 3
"""Common words, the best of these, that are tried on all forms."""
FREQUENT = 20_000
"""Rank of the words, by the order of the model's vectors, that it has seen often enough to need no other."""
TENSES = {"future": ("Tense", "Fut"), "present": ("Tense", "Pres")}
"""What the parser must see in a French form of a tense; the reader tells other tenses by their endings."""
VOWELS = tuple("aàâeéèêiîoôuûyh")


def finite(t: Token) -> bool:
    """Whether the word is read as a verb with its subject, not as an auxiliary."""
    kids = [k.dep_ for k in t.doc if k.head is t]
    return t.pos_ == "VERB" and any(x.startswith("nsubj") for x in kids)


def told(t: Token) -> bool:
    """Whether the word is read as a verb of its own clause; who speaks may be taken for an object there."""
    return t.pos_ == "VERB" and t.dep_ not in ("acl", "amod", "nmod", "xcomp", "obj", "advmod")


def verb(t: Token) -> bool:
    """Whether the word is read as a verb."""
    return t.pos_ == "VERB"


def participle(t: Token) -> bool:
    """Whether the word is read as a participle: with auxiliary and subject, or of its noun where there is no such."""
    kids = [k.dep_.split(":")[0] for k in t.doc if k.head is t]
    if t.nbor(-1).lemma_ in ("avoir", "être", "have", "be"):
        return t.pos_ == "VERB" and "aux" in kids and "nsubj" in kids and t.morph.get("VerbForm") == "Part"
    return t.dep_ in ("acl", "amod") and t.pos_ in ("VERB", "ADJ")


def noun(t: Token) -> bool:
    """Whether the word is read as a noun."""
    return t.pos_ == "NOUN"


def adjective(t: Token) -> bool:
    """Whether the word is read as an adjective of its noun, or said of it."""
    return (t.pos_ == "ADJ" and t.dep_ in ("amod", "ROOT")) or (t.pos_ == "VERB" and t.dep_ in ("acl", "ROOT"))


RIGHT: dict[str, Callable[[Token], bool]] = {f.__name__: f for f in (finite, told, verb, participle, noun, adjective)}


@dataclass(frozen=True)
class Shape:
    """Words of one shape: their forms, those of common words, sentences with a gap for one, and what it must be read as
    there. A shape without common words is only a check of what is listed already."""

    name: str
    forms: tuple[str, ...]
    common: tuple[str, ...]
    sentences: tuple[str, ...]
    right: Callable[[Token], bool]
    more: tuple[str, ...] = ()
    """Sentences by which a common word is chosen too."""

    def longer(self) -> Shape:
        """The shape with all its sentences."""
        return replace(self, sentences=self.sentences + self.more)

    @property
    def enough(self) -> int:
        """In how many sentences a form that is known is read rightly."""
        return len(self.sentences) - len(self.sentences) // 4


class Trial:
    """A pipeline whose norms can be changed."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.nlp = load_pipeline(lang, seen_as={})
        lemmatizer: Any = self.nlp.get_pipe("lemmatizer")
        tables = [lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc")]
        self.known = {x: [table.get(x, ()) for table in tables] for x in CLASSES}
        self.irregular: Mapping[str, Sequence[str]] = tables[1]["verb"]
        self.norms: dict[str, str] = {}
        vectors, strings = self.nlp.vocab.vectors, self.nlp.vocab.strings
        self.frequent = {strings[key] for key in islice(vectors.key2row, FREQUENT) if key in strings}

    def is_any(self, form: str, classes: Iterable[str]) -> bool:
        """Whether the form is a word of one of the classes."""
        return any(form in words for x in classes for words in self.known[x])

    def right(self, forms: Collection[str], shape: Shape) -> dict[str, int]:
        """In how many of its sentences each form is read as it should be."""
        found = dict.fromkeys(forms, 0)
        texts = ((filled(x, form), form) for form in forms for x in shape.sentences)
        for doc, form in self.nlp.pipe(texts, as_tuples=True):
            found[form] += any(t.text == form and shape.right(t) for t in grow(doc, self.lang))
        return found

    def see(self, seen: Mapping[str, str]) -> None:
        """Let the parser see forms as others, each until it is changed again."""
        for form, norm in seen.items():
            self.nlp.vocab[form].norm_ = norm

    def back(self, forms: Iterable[str]) -> None:
        """Let the parser see forms as is known by now."""
        self.see({x: self.norms.get(x, x) for x in forms})

    @cached_property
    def conjugated(self) -> Callable[[str], Slots]:
        """The forms of a verb."""
        if self.lang == "en":
            return lambda lemma: english(lemma, self.irregular)
        listed: dict[str, list[str]] = {}
        for form, lemmas in self.irregular.items():
            for lemma in lemmas:
                listed.setdefault(lemma, []).append(form)
        return lambda lemma: french(lemma, listed.get(lemma, ()))


def filled(sentence: str, form: str) -> str:
    """The sentence with the form in its gap."""
    text = sentence.format(form)
    if form.startswith(VOWELS):
        for whole, elided in (("Je ", "J'"), ("je ", "j'"), (" de ", " d'")):
            text = text.replace(whole + form, elided + form)
    return text


Tried = tuple[str, Iterable[str], Iterable[str]]
"""A shape's name, its forms, and common words."""


def lexicon_words(lang: str) -> dict[str, list[str]]:
    """The words of a language pack that are tried, by what they are."""
    lexicon = [r for name in FILES for r in rows(lang, name)]
    cues = {r["cue"].split(" ")[0] for r in rows(lang, "cues") if r["kind"] == "verb"}
    nouns = {r["lemma"] for name in ("events_nouns", "sources", "classes") for r in rows(lang, name)}
    found = {
        "verbs": {r["lemma"] for r in lexicon if r["pos"] == "VERB"} | cues,
        "cues": cues,
        "nouns": {x for x in nouns if x.islower()},
        "nations": {x for r in rows(lang, "demonyms") for x in r.get("adjective_forms", "").split("|")},
    }
    return {k: sorted(x for x in v if x.isalpha()) for k, v in found.items()}


def shapes(trial: Trial) -> Iterator[Shape]:
    """All shapes that are tried, in order; the checks of what is listed come last."""
    table = tomllib.loads((HERE / f"norms_{trial.lang}.toml").read_text("utf-8"))
    words = lexicon_words(trial.lang)
    kinds: dict[str, Callable[[Mapping[str, Any]], Iterable[Tried]]] = {
        "nouns": lambda row: named(row, words["nouns"]),
        "nations": lambda row: nations(row, words["nations"]),
        "listed": lambda row: listed(trial, row),
    }
    for row in table["shape"]:
        barred: list[str] = [] if row["of"] == "listed" else row.get("classes", table["classes"])
        tried = kinds.get(row["of"]) or (lambda row: conjugated(trial, row, words, table))
        for name, forms, common in tried(row):
            good = sorted({x for x in forms if not trial.is_any(x, barred)} - {*table["not"]})
            right = in_tense(RIGHT[row["right"]], name) if trial.lang == "fr" else RIGHT[row["right"]]
            yield Shape(name, tuple(good), tuple(common), tuple(row["sentences"]), right, tuple(row.get("more", ())))


def in_tense(right: Callable[[Token], bool], name: str) -> Callable[[Token], bool]:
    """The same, where the word is also read in the tense that a shape's name tells, if any."""
    for tense, (feature, value) in TENSES.items():
        if f", {tense} " in name:
            return lambda t: right(t) and t.morph.get(feature) == value
    return right


def conjugated(
    trial: Trial, row: Mapping[str, Any], words: Mapping[str, Sequence[str]], table: Mapping[str, Any]
) -> Iterator[Tried]:
    """Verbs in the forms of a row, by their endings."""
    barred = row.get("classes", table["classes"])
    things = {*words["nouns"], *map(plural, words["nouns"])} if "noun" in barred else set()
    common: Mapping[str, Sequence[str]] = table["common"]
    for form, (ending, alike) in product(row["form"], common.items()):
        lemmas = [x for x in words[row["of"]] if x.endswith(ending)]
        forms = {y for x in lemmas for y in trial.conjugated(x).get(form, ())} - trial.frequent - things
        put = (
            y for x in (*alike, *table["any"]) for y in (trial.conjugated(x).get(form, ()), invented(trial, x, form))
        )
        seen = dict.fromkeys(y for found in put for y in sorted(found))
        yield f"{row['of']} -{ending}, {form}", forms, seen


def invented(trial: Trial, lemma: str, form: str) -> set[str]:
    """The form by rule of a verb that follows none: no word means so little to the parser that it sees the ending."""
    return french(lemma, ()).get(form, set()) if trial.lang == "fr" else set()


def named(row: Mapping[str, Any], nouns: Iterable[str]) -> Iterator[Tried]:
    """Nouns, or their plurals."""
    yield ("nouns, plural", map(plural, nouns), row["common"]) if "form" in row else ("nouns", nouns, row["common"])


def nations(row: Mapping[str, Any], adjectives: Iterable[str]) -> Iterator[Tried]:
    """Adjectives of nations of one ending; without one, masculines in the singular."""
    end = "".join(row.get("form", ()))
    forms = [x for x in adjectives if x.endswith(end) and (end or not x.endswith(("s", "e")))]
    yield f"nations, {end or 'masculine'}", forms, row["common"]


def listed(trial: Trial, row: Mapping[str, Any]) -> Iterator[Tried]:
    """What is listed by now and of a class too, with one of the endings of a row and none that it bars by a mark."""
    given = row.get("form", ())
    ends, other = tuple(x for x in given if x[0] != "!"), tuple(x[1:] for x in given if x[0] == "!")
    forms = [x for x in trial.norms if trial.is_any(x, [row["class"]]) and not x.endswith(other)]
    yield f"listed, as {row['class']}", [x for x in forms if not ends or x.endswith(ends)], ()


def plural(x: str) -> str:
    """The plural of a noun or adjective."""
    if x.endswith(("s", "x", "z")):
        return x
    if x.endswith("al"):
        return f"{x[:-2]}aux"
    return x + ("x" if x.endswith(("eau", "eu")) else "s")


def mend(trial: Trial, shape: Shape) -> dict[str, str]:
    """The forms of a shape that are read rightly, or far more often so, only as another, with that one."""
    before = trial.right(shape.forms, shape)
    wrong = sorted(x for x, n in before.items() if n < shape.enough)
    longer = shape.longer()
    start = trial.right(wrong, longer)
    gain = -(-len(longer.sentences) * 3 // 8)
    sample = wrong[:: len(wrong) // SAMPLE or 1]
    tried = {common: sum(trial_as(trial, longer, sample, common).values()) for common in shape.common}
    found: dict[str, tuple[int, str]] = {}
    for common in sorted(shape.common, key=lambda x: -tried[x])[:BEST] if wrong else ():
        for form, n in trial_as(trial, longer, wrong, common).items():
            if n >= min(longer.enough, start[form] + gain) and n > found.get(form, (start[form], ""))[0]:
                found[form] = n, common
    used = Counter(norm for _, norm in found.values())
    print(f"{shape.name}: {len(before)} forms, {len(wrong)} not known, {len(found)} mended as {dict(used)}", flush=True)
    return {form: norm for form, (_, norm) in found.items()}


def trial_as(trial: Trial, shape: Shape, forms: Collection[str], common: str) -> dict[str, int]:
    """In how many sentences of a shape forms are read rightly when they are seen as a common one."""
    trial.see(dict.fromkeys(forms, common))
    found = trial.right(forms, shape)
    trial.back(forms)
    return found


def harmed(trial: Trial, shape: Shape, found: Mapping[str, str]) -> set[str]:
    """Those of the found forms that do worse in another shape than without."""
    forms = [x for x in shape.forms if x in found]
    trial.back(forms)
    before = trial.right(forms, shape)
    trial.see({x: found[x] for x in forms})
    after = trial.right(forms, shape)
    trial.back(forms)
    return {x for x in forms if after[x] < before[x]}


def search(trial: Trial) -> dict[str, str]:
    """Try all shapes: the forms that are seen as others."""
    done: list[Shape] = []
    for shape in shapes(trial):
        if shape.common:
            found = mend(trial, shape)
            worse = {x for other in done for x in harmed(trial, other, found)}
            trial.norms |= {form: norm for form, norm in found.items() if form not in worse}
            trial.back(found)
            done.append(shape)
        else:
            such = {x for other in done if other.right in (noun, adjective) for x in other.forms}
            found = {x: trial.norms.pop(x) for x in shape.forms if x not in such}
            print(f"{shape.name}: {len(found)} forms")
            worse = harmed(trial, shape, found)
            trial.norms |= {form: norm for form, norm in found.items() if form not in worse}
            trial.back(found)
        if worse:
            print(f"    {len(worse)} do harm: {' '.join(sorted(worse)[:12])}", flush=True)
    return trial.norms


def main() -> None:
    """Try all shapes and write."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--lang", default="fr")
    o = a.parse_args()
    found = search(Trial(o.lang))
    path = HERE.parent / "src" / "selon" / "languages" / o.lang / "norms.tsv"
    head = "# Forms that the parser sees as a common one, since it does not know them. Written by training/norms.py."
    path.write_text("\n".join([head, "form\tas", *(f"{k}\t{v}" for k, v in sorted(found.items())), ""]), "utf-8")


if __name__ == "__main__":
    main()
