"""How soon the command line answers: the first claim on screen, model load included, and the help.

usage: python benchmarks/start.py [--rounds 5] [FILE]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "syrie-qasrak.txt"
SELON = Path(sys.executable).with_name("selon")


def first_claim(path: Path) -> float:
    """Seconds from the call until the first claim of the file is on screen."""
    start = time.perf_counter()
    with subprocess.Popen([SELON, "read", path], stdout=subprocess.PIPE, text=True, encoding="utf-8") as p:
        assert p.stdout is not None
        for line in p.stdout:
            if line.startswith("    ["):
                found = time.perf_counter() - start
                p.stdout.read()
                return found
    raise SystemExit(f"{path}: no claim")


def whole(*args: str) -> float:
    """Seconds from the call until the program has ended."""
    start = time.perf_counter()
    subprocess.run([SELON, *args], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure each several times, after one run that fills the caches."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("path", nargs="?", type=Path, default=EXAMPLE, metavar="FILE")
    a.add_argument("--rounds", type=int, default=5)
    o = a.parse_args()
    runs: dict[str, Callable[[], float]] = {
        "first claim": partial(first_claim, o.path),
        "selon --help": partial(whole, "--help"),
        "selon read --help": partial(whole, "read", "--help"),
    }
    for name, run in runs.items():
        run()
        times = [run() for _ in range(o.rounds)]
        print(f"{name:18} least {min(times):.2f} s   median {statistics.median(times):.2f} s   most {max(times):.2f} s")


if __name__ == "__main__":
    main()
