"""How soon the desk answers with many dispatches, and whether it bears many readers at once.

    python benchmarks/desk.py                       8,000 dispatches, 100,000 claims, SQLite, made anew
    python benchmarks/desk.py --ledger /tmp/d.db    the same in a file that is kept for the next run

The ledger is synthetic (see `benchmarks/ledger.py`), with reviews on every hundredth claim. A desk is started as
`selon desk` starts it and asked over HTTP. It is told when the first stories were there and when all were, and when a
desk that is opened again shows them. Times are in milliseconds, the median and the slowest of each: of every screen,
first asked after a review (so that nothing is remembered) and then again; until the browser paints it, where Chromium
is installed; of the list while somebody types, letter by letter; and of readers who open one dispatch after the other,
all at once. `{story}` is the story that most claims are of.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.ledger import Wire

import selon.ledger
from selon.desk.app import create_app
from selon.desk.assets import Assets
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.state import State
from selon.intake.refused import Refused
from selon.intake.taken import Taken
from selon.ledger import Added, Ledger

DISPATCHES, CLAIMS = 8_000, 100_000
READERS, EACH = 50, 10
ROUNDS = 5
PAINTED = """() => new Promise((resolve) => {
    const found = () => performance.getEntriesByName("first-contentful-paint")[0];
    const look = () => (found() ? resolve(found().startTime) : setTimeout(look, 5));
    look();
})"""
TYPED = ("soldat", "bari", "la nédra", "kotosu vila")
CHROMIUM = "/usr/bin/chromium"
SCREENS = (
    "/dispatches",
    "/dispatches/{key}",
    "/stories",
    "/stories/{story}",
    "/stories/{story}/view.json",
    "/stories/{story}/brief",
    "/review",
    "/review?kind=contradictions",
    "/review?kind=merges",
    "/due",
    "/add",
)
API = ("/api/v1/claims", "/api/v1/dispatches", "/api/v1/facets", "/api/v1/dispatches/{key}/view")


def fill(ledger: Ledger) -> None:
    """Dispatches of thirteen claims, up to the size."""
    held = sum(1 for _ in ledger.dispatches())
    if held >= DISPATCHES:
        return
    wire = Wire()
    for _ in ledger.add_many(wire.readings(DISPATCHES, -(-CLAIMS // DISPATCHES))):
        pass
    for n, entry in enumerate(ledger.claims()):
        if n % 100 == 0:
            ledger.review(entry, "accept", by="benchmark")
    ledger.learn()


def no_adder(_: Ledger, __: Iterable[Taken | Refused]) -> Iterator[Added | Refused]:
    """Nothing is added here."""
    return iter(())


@contextmanager
def desk(ledger: Ledger, state: Path) -> Iterator[tuple[str, Office]]:
    """A desk that runs, with its address."""
    assets, kept = Assets(), State(state)
    office = Office.open(ledger, no_adder, kept, environment(assets), assets=assets, program="benchmark")
    server = uvicorn.Server(uvicorn.Config(create_app(office), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", office
    server.should_exit = True
    thread.join(60)
    kept.close()


def waited(office: Office) -> None:
    """Until all is linked; told when the first stories were there, and when all were."""
    began = time.perf_counter()
    first = 0.0
    while not office.linked.ready and not office.linked.error:
        first = first or (time.perf_counter() - began if office.linked.version else 0.0)
        time.sleep(0.05)
    whole = time.perf_counter() - began
    print(f"first stories after {first or whole:.1f} s, all after {whole:.0f} s {office.linked.error}")


def opened_again(ledger: Ledger, state: Path, story: str) -> None:
    """How soon a desk that is opened again shows what it showed last."""
    with desk(ledger, state) as (url, office), client_of(url) as client:
        for path in ("/stories", f"/stories/{story}", "/due", "/review?kind=contradictions"):
            told(f"{path.replace(story, '{story}')}, desk opened again", [timed(client, path)])
        if office.linked.ready:
            print("  (all was linked anew by then)")
        office.linked.stop()


def client_of(url: str) -> httpx2.Client:
    """One who asks for pages."""
    # Connections are let go before the server does, whose end of one could cross a request.
    limits = httpx2.Limits(keepalive_expiry=2)
    return httpx2.Client(base_url=url, headers={"accept": "text/html"}, timeout=120, limits=limits)


def timed(client: httpx2.Client, url: str, **query: str) -> float:
    """Milliseconds until the whole answer is there."""
    start = time.perf_counter()
    answer = client.get(url, params=query or None)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{answer.url}: {answer.status_code} {answer.text[:300]}")
    return took


def told(name: str, times: list[float]) -> None:
    """A line: the median and the slowest."""
    print(f"{name:44}{statistics.median(times):9.0f}{max(times):9.0f}")


def screens(client: httpx2.Client, ledger: Ledger, key: str, story: str) -> None:
    """Every screen, after a review and again."""
    claim = next(ledger.claims()).claim.id
    for path in (*SCREENS, *API):
        url = path.format(key=key, story=story)
        first, again = [], []
        for _ in range(ROUNDS):
            ledger.review(claim, "unsure", by="benchmark")
            first.append(timed(client, url))
            again.append(timed(client, url))
        told(f"{path}, first", first)
        told(f"{path}, again", again)


def paints(url: str, key: str, story: str) -> None:
    """Every screen until the browser first paints what is on it."""
    if not Path(CHROMIUM).exists():
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for path in (p for p in SCREENS if not p.endswith(".json")):
            times = []
            for _ in range(ROUNDS):
                page.goto(url + path.format(key=key, story=story))
                times.append(float(page.evaluate(PAINTED)))
            told(f"{path}, painted", times)
        browser.close()


def typing(client: httpx2.Client) -> None:
    """The list after each letter."""
    times = [
        timed(client, "/fragments/list", q=words[: n + 1], typing="1") for words in TYPED for n in range(len(words))
    ]
    told("search as one types", times)


def readers(url: str, keys: list[str]) -> None:
    """Many who read at once, each through a connection of their own."""
    failed: list[str] = []

    def read(n: int) -> list[float]:
        times = []
        with client_of(url) as client:
            for i in range(EACH):
                try:
                    times.append(timed(client, f"/dispatches/{keys[(n * EACH + i) % len(keys)]}"))
                except (httpx2.HTTPError, SystemExit) as e:
                    failed.append(str(e))
        return times

    start = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        times = [t for some in pool.map(read, range(READERS)) for t in some]
    told(f"{READERS} readers at once, a dispatch", times)
    took = time.perf_counter() - start
    print(f"{len(times)} pages in {took:.1f} s, {len(failed)} errors")
    for line in failed[:5]:
        print(f"  {line}")


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--ledger", help="a file or postgresql:// address that is kept")
    at = asked.parse_args().ledger
    with tempfile.TemporaryDirectory() as folder, selon.ledger.open(at or Path(folder) / "desk.db") as ledger:
        fill(ledger)
        keys = [kept.dispatch.id for kept, _ in zip(ledger.dispatches(), range(READERS * EACH), strict=False)]
        counted = sum(1 for _ in ledger.dispatches()), sum(1 for _ in ledger.claims())
        print(f"{counted[0]} dispatches, {counted[1]} claims; milliseconds{'median':>16}{'slowest':>9}")
        state = Path(folder) / "state.db"
        with desk(ledger, state) as (url, office), client_of(url) as client:
            waited(office)
            story = max(office.linked.across.stories, key=lambda s: len(s.tolds)).id
            screens(client, ledger, keys[0], story)
            paints(url, keys[0], story)
            typing(client)
            readers(url, keys)
        opened_again(ledger, state, story)


if __name__ == "__main__":
    main()
