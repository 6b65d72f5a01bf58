"""Places: built once from packaged data, looked up by name, extended by the user's own files."""

from selon.gazetteer.lookup import Gazetteer
from selon.gazetteer.place import Place, distance_m

__all__ = ["Gazetteer", "Place", "distance_m"]
