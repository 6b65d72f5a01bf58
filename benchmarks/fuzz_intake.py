"""Fuzz every adapter of the intake: none may crash, hang, or raise anything but InputError.

usage: python benchmarks/fuzz_intake.py MINUTES [FORMAT...]

The minutes are shared out evenly among the formats. With atheris installed, libFuzzer looks for input that reaches new
code, starting from the samples of tests/intake/samples; without it, the samples are damaged at random. Each format has
a process of its own. What fails is written to fuzz-FORMAT-*.bin in the working directory, and the exit code is 1.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SLOW = 15.0
"""Seconds that no input of a few kilobytes may take."""
LARGEST = 20_000


def main() -> None:
    minutes, *names = sys.argv[1:] or ["1"]
    if minutes == "--one":
        one(names[0], float(names[1]), engine=names[2])
        return
    from selon.intake.registry import formats

    chosen = names or list(formats())
    each = float(minutes) * 60 / len(chosen)
    engine = "atheris" if _has_atheris() else "random"
    print(f"{engine}, {each:.0f} s for each of {len(chosen)} formats")
    failed = []
    for name in chosen:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, str(each), engine],
            capture_output=True,
            text=True,
            check=False,
            errors="replace",
        )
        runs = next((w.split("=")[1] for w in done.stdout.split() if w.startswith("runs=")), "?")
        cover = _coverage(done.stderr)
        print(f"{name:12} {runs:>9} runs {time.monotonic() - began:6.1f} s{cover} exit {done.returncode}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-2_000:], done.stderr[-3_000:])
    sys.exit(1 if failed else 0)


def _has_atheris() -> bool:
    from importlib.util import find_spec

    return find_spec("atheris") is not None


def _coverage(log: str) -> str:
    """The coverage that libFuzzer counted last."""
    found = [line for line in log.splitlines() if " cov: " in line]
    return f"  cov {found[-1].split(' cov: ')[1].split()[0]}" if found else ""


def one(name: str, seconds: float, *, engine: str) -> None:
    """Fuzz one format for so long."""
    warnings.simplefilter("ignore")
    (by_coverage if engine == "atheris" else at_random)(name, seconds)


def by_coverage(name: str, seconds: float) -> None:
    """Let libFuzzer look for input that reaches new code."""
    import atheris

    with atheris.instrument_imports(include=["selon.intake", "feedparser", "trafilatura", "defusedxml"]):
        from tests.intake.mutations import check, mutate, seeds

        corpus = seeds()[name]
    runs = 0
    until = time.monotonic() + seconds

    def target(data: bytes) -> None:
        nonlocal runs
        runs += 1
        if time.monotonic() > until:
            print(f"runs={runs}", flush=True)
            os._exit(0)
        check(name, data)

    def custom(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        changed = mutate(rng, data, rng.choice(corpus)) if rng.random() < 0.5 else atheris.Mutate(data, most)
        return bytes(changed[:most])

    with tempfile.TemporaryDirectory() as folder:
        for n, data in enumerate(corpus):
            Path(folder, str(n)).write_bytes(data)
        options = [
            f"-max_len={LARGEST}",
            f"-timeout={SLOW:.0f}",
            f"-artifact_prefix=fuzz-{name}-",
            "-rss_limit_mb=4000",
        ]
        atheris.Setup([sys.argv[0], folder, *options], target, custom_mutator=custom)
        atheris.Fuzz()


def at_random(name: str, seconds: float) -> None:
    """Damage the samples at random; those damages that are still read are damaged again."""
    from tests.intake.mutations import check, mutate, seeds

    rng = random.Random(int(time.time()))
    corpus = [data for all_ in seeds().values() for data in all_]
    mine = list(seeds()[name])
    until, runs = time.monotonic() + seconds, 0
    while (now := time.monotonic()) < until:
        data = mutate(rng, rng.choice(mine), rng.choice(corpus))[:LARGEST]
        runs += 1
        try:
            if check(name, data) and rng.random() < 0.05:
                mine.append(data)
            assert time.monotonic() - now < SLOW, "too slow"
        except BaseException:
            path = Path(f"fuzz-{name}-{hashlib.sha256(data).hexdigest()[:12]}.bin")
            path.write_bytes(data)
            print(f"written to {path}", file=sys.stderr)
            raise
    print(f"runs={runs}")


if __name__ == "__main__":
    main()
