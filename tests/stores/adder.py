"""A process that adds dispatches, for tests that kill it: `python adder.py ADDRESS FIRST LAST [PAUSE]`."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.wire import made, taken

import selon.ledger
from selon.errors import SelonError
from selon.ledger import Read


def things(first: int, last: int, pause: float) -> Iterator[Read]:
    """The dispatches of these numbers, with a pause before each."""
    for i in range(first, last):
        time.sleep(pause)
        r = made(i)
        yield Read(taken(r.dispatch, provider_id=f"urn:{i}"), r)


def main() -> None:
    """Add them in transactions of seven, and print the outcome of each."""
    address, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    pause = float(sys.argv[4]) if len(sys.argv) > 4 else 0.0
    try:
        with selon.ledger.open(address) as ledger:
            print("open", flush=True)
            for done in ledger.add_many(things(first, last, pause), batch=7):
                print(done.outcome, flush=True)
    except SelonError as e:
        sys.exit(f"selon: {e}")


if __name__ == "__main__":
    main()
