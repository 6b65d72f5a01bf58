import os
import time
from pathlib import Path
from threading import Timer

import pytest
from tests.intake.server import Answer, Site

from selon.intake.refused import Refused
from selon.intake.taken import Taken
from selon.intake.watch import Memory, Watch

ENTRY = "<item><title>{0}</title><guid>{0}</guid><description>Un convoi a quitté la ville de {0}.</description></item>"


class Clock:
    """Time that passes only where the watch waits."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.now += seconds
        return False


def feed(*places: str) -> Answer:
    items = "".join(ENTRY.format(p) for p in places)
    text = f'<rss version="2.0"><channel><title>ALP</title><language>fr</language>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml", "ETag": f'"{len(places)}"'}, text.encode()


def watch(site: Site, *names: str, clock: Clock | None = None, memory: Memory | None = None) -> Watch:
    clock = clock or Clock()
    return Watch(names, allow=[site.host], clock=clock, wait=clock.wait, memory=memory, every=100, gap=2)


def titles(found: list[Taken | Refused]) -> list[str]:
    return [str(f) if isinstance(f, Refused) else f.dispatch.title or "" for f in found]


def test_only_new_entries_come_at_the_next_look(site: Site) -> None:
    clock = Clock()
    w = watch(site, site.url("/feed"), clock=clock)
    site.pages["/feed"] = feed("Gao", "Kidal")
    run = w.run()
    first, second = next(run), next(run)
    assert titles([first, second]) == ["Gao", "Kidal"]
    assert isinstance(first, Taken) and (first.format, first.provenance.agency) == ("feed", "ALP")
    site.pages["/feed"] = feed("Menaka", "Gao", "Kidal")
    assert titles([next(run)]) == ["Menaka"]
    assert max(clock.waits) == 100
    run.close()


def test_validators_are_sent_and_kept_for_the_next_run(site: Site) -> None:
    site.pages["/feed"] = feed("Gao")
    w = watch(site, site.url("/feed"))
    assert titles(list(w.once())) == ["Gao"]
    memory = Memory.from_json(w.memory.to_json())
    assert memory.pages == {site.url("/feed"): ('"1"', None)}

    def unchanged(headers: dict[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("if-none-match") == '"1"' else (200, {}, b"")

    site.pages["/feed"] = unchanged
    assert list(watch(site, site.url("/feed"), memory=memory).once()) == []


def test_trouble_is_told_once_and_waited_out_longer_each_time(site: Site) -> None:
    clock = Clock()
    w = watch(site, site.url("/feed"), clock=clock)
    site.pages["/feed"] = (503, {"Retry-After": "1000"}, b"")
    run = w.run()
    first = next(run)
    assert isinstance(first, Refused) and "503" in first.reason
    Timer(0.3, site.pages.update, [{"/feed": feed("Gao")}]).start()
    assert titles([next(run)]) == ["Gao"]
    assert clock.waits[0] == pytest.approx(1_000)
    assert all(b >= a for a, b in zip(clock.waits, clock.waits[1:], strict=False) if b > 2)


def test_robots_and_the_gap_between_requests(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no\nCrawl-delay: 9")
    site.pages["/a"], site.pages["/b"] = feed("Gao"), feed("Kidal")
    clock = Clock()
    w = watch(site, site.url("/a"), site.url("/no"), site.url("/b"), clock=clock)
    found = titles(list(w.once()))
    assert found[0] == "Gao" and "robots.txt does not let" in found[1] and found[2] == "Kidal"
    assert clock.waits == [9.0]
    assert "/no" not in site.asked


def test_what_is_gone_is_given_up(site: Site) -> None:
    site.pages["/feed"] = (410, {}, b"")
    assert len(list(watch(site, site.url("/feed")).run())) == 1


def test_a_page_that_redirects_into_the_private_network_is_refused(site: Site) -> None:
    site.pages["/feed"] = (302, {"Location": "http://192.168.0.1/"}, b"")
    (found,) = watch(site, site.url("/feed")).once()
    assert isinstance(found, Refused) and "private network" in found.reason


def test_a_folder_gives_its_new_and_its_changed_files(site: Site, tmp_path: Path) -> None:
    w = watch(site, str(tmp_path))
    assert list(w.once()) == []
    (tmp_path / "a.txt").write_text("Un convoi est parti de Gao lundi.", encoding="utf-8")
    assert list(w.once()) == [], "still being written"
    os.utime(tmp_path / "a.txt", (1, 1))
    assert len(list(w.once())) == 1
    assert list(w.once()) == []
    (tmp_path / "a.txt").write_text("Un convoi est parti de Gao mardi.", encoding="utf-8")
    os.utime(tmp_path / "a.txt", (2, 2))
    assert len(list(w.once())) == 1
    (missing,) = watch(site, str(tmp_path / "no")).once()
    assert isinstance(missing, Refused) and "no such folder" in missing.reason


def test_a_stop_ends_the_run(site: Site) -> None:
    site.pages["/feed"] = feed("Gao")
    w = Watch([site.url("/feed")], allow=[site.host], gap=0)
    run = w.run()
    next(run)
    Timer(0.2, w.stop.set).start()
    began = time.monotonic()
    assert list(run) == []
    assert time.monotonic() - began < 5
