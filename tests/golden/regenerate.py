"""Write the golden readings anew. Run it when a change of the reader is meant, and look at what it changed.

usage: python tests/golden/regenerate.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.golden.compare import differences  # noqa: E402 - found through the path above
from tests.golden.readings import golden, read  # noqa: E402


def main() -> None:
    """Write each reading, and tell what differs from the one before."""
    for d, path in golden():
        line = read(d)
        before = json.loads(path.read_text("utf-8")) if path.exists() else None
        path.write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
        print(f"{path.relative_to(ROOT)}: {len(line['claims'])} claims")
        for change in differences(before, line) if before else ():
            print(f"  {change}")


if __name__ == "__main__":
    main()
