"""Place names of a text, found without a parser and resolved to entries of the gazetteer."""

from selon.reading.toponyms.door import toponyms
from selon.reading.toponyms.types import Reference, Toponym, Toponyms

__all__ = ["Reference", "Toponym", "Toponyms", "toponyms"]
