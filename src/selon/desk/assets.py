"""Where the built front end is: entries by their source's name, with the hashed files that a page loads for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selon.errors import DataError

FOLDER = Path(__file__).parent / "static"
URL = "/static/"


@dataclass(frozen=True, slots=True)
class Entry:
    """The URLs that a page loads for an entry: scripts as modules, style sheets in order."""

    js: tuple[str, ...]
    css: tuple[str, ...]


class Assets:
    """The manifest that Vite wrote."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read it.

        Raises:
            DataError: the front end was not built.
        """
        self.folder = folder
        path = folder / ".vite" / "manifest.json"
        try:
            self._manifest: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as e:
            raise DataError(f"{path}: the desk's pages were not built ({e}): install Selon again") from e

    def url(self, source: str) -> str:
        """The URL of the file built from a source.

        Raises:
            DataError: none was.
        """
        return URL + str(self._chunk(source)["file"])

    def entry(self, source: str) -> Entry:
        """All that an entry needs.

        Raises:
            DataError: there is no such entry.
        """
        file = self.url(source)
        css = tuple(dict.fromkeys(URL + c for chunk in self._with_imports(source) for c in chunk.get("css", ())))
        return Entry((), (file, *css)) if file.endswith(".css") else Entry((file,), css)

    def _with_imports(self, source: str, seen: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
        chunk = self._chunk(source)
        for name in chunk.get("imports", ()):
            if name not in seen:
                yield from self._with_imports(name, seen | {source})
        yield chunk

    def _chunk(self, source: str) -> dict[str, Any]:
        for name in (source, f"src/{source}"):
            if name in self._manifest:
                return self._manifest[name]
        raise DataError(f"{source}: nothing was built from it; there are {', '.join(sorted(self._manifest))}")
