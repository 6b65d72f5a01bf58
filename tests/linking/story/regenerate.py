"""Write the expected files of the example story anew. Run it when a change is meant, and look at what it changed.

usage: python tests/linking/story/regenerate.py [--read]

--read reads the dispatches anew into ledger.jsonl first; without it the readings stay as they are.
"""

from __future__ import annotations

import json
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write the files."""
    if "--read" in sys.argv[1:]:
        read()
    from tests.linking.story.told import EXPECTED, HERE, linked

    with tempfile.TemporaryDirectory() as folder:
        linker = linked(Path(folder) / "story.db")
        for name, write in EXPECTED.items():
            lines = list(write(linker))
            (HERE / name).write_text("\n".join(lines) + "\n", "utf-8")
            print(f"{name}: {len(lines)} lines")


def read() -> None:
    """Read the dispatches of the example into an export of a ledger, as if each had come at noon of its day."""
    import selon.ledger
    from selon.cli.adding import add_all
    from selon.export.jsonl import write
    from selon.intake.files import take_file

    story = Path(__file__).parent
    out = BytesIO()
    with tempfile.TemporaryDirectory() as folder, selon.ledger.open(Path(folder) / "story.db") as opened:
        for done in add_all(opened, take_file(ROOT / "examples" / "story" / "dispatches.jsonl")):
            print(done)
        write(opened, {}, out)
    records = [at_noon(json.loads(line)) for line in out.getvalue().splitlines()]
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records]
    (story / "ledger.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def at_noon(record: dict[str, Any]) -> dict[str, Any]:
    """The line of a dispatch, recorded at noon of the day it was published, and without the path it was read from."""
    noon = f"{record['published']}T12:00:00+00:00"
    kept = record["ledger"]
    kept["recorded"] = kept["read"] = noon
    kept["origin"] |= {"name": Path(kept["origin"]["name"]).name, "raw": None}
    for link in kept["links"]:
        link["recorded"] = noon
    return record


if __name__ == "__main__":
    main()
