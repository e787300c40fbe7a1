"""Feeds, against servers of one's own that misbehave: what is new is kept, and nothing that fails
stops the rest."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import casework, views
from sayso.casework import Outcome
from sayso.feeds.hosts import base_of
from sayso.feeds.state import State
from sayso.feeds.watch import Polled, look
from sayso.intake.fetch import Fetched
from sayso.ledger import Ledger
from tests.feeds.serving import Answer, Handler, Site, Time, give, rss, site, story, watching
from tests.making import READER

RSS = "application/rss+xml"

AT_THREE = "Tue, 06 May 2031 15:00:00 GMT"
BY_NUMBER = "SELECT id FROM reports ORDER BY number"


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as made:
        yield made


@pytest.fixture
def other() -> Iterator[Site]:
    with site() as made:
        yield made


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def state(ledger: Ledger) -> Iterator[State]:
    with State.opened(ledger.path.with_name("case.db.feeds")) as opened:
        yield opened


def looked(ledger: Ledger, state: State, time: Time, *feeds: str) -> list[str]:
    """What came of a look, a word and the end of an address each."""
    told = []
    for event in look(ledger, state, feeds, watching(time)):
        if isinstance(event, Polled):
            told.append(f"{event.what} {event.feed.rpartition('/')[2]}")
        else:
            reason = event.detail.rpartition("(")[2].rstrip(")") if event.detail else ""
            told.append(f"{event.what} {event.input.rpartition('/')[2]} {reason}".strip())
    return told


def titles(ledger: Ledger) -> list[str]:
    rows = ledger.connection.execute("SELECT title FROM reports ORDER BY number")
    return [row[0] for row in rows]


def test_new_pages_are_added_and_nothing_is_fetched_twice(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a", "/b"), RSS, ETag='"1"')
    for name in "abc":
        here.serve(f"/{name}", story(f"Dam {name}"))
    feed = here.url("/feed")
    assert looked(ledger, state, time, feed) == ["changed feed", "added a", "added b"]
    assert looked(ledger, state, time, feed) == ["unchanged feed"]
    here.serve("/feed", rss("/c", "/a", "/b"), RSS, ETag='"2"')
    assert looked(ledger, state, time, feed) == ["changed feed", "added c"]
    assert titles(ledger) == ["Dam a", "Dam b", "Dam c"]
    assert here.paths() == ["/feed", "/a", "/b", "/feed", "/feed", "/c"]
    assert [h.get("if-none-match") for p, h in here.seen if p == "/feed"] == [None, '"1"', '"1"']
    assert all("sayso/" in headers["user-agent"] for _, headers in here.seen)


def test_a_feed_that_changes_while_its_pages_are_read_loses_none(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a", "/b"), RSS, ETag='"1"')
    for name in "bc":
        here.serve(f"/{name}", story(f"Dam {name}"))

    def moving(handler: Handler) -> None:
        here.serve("/feed", rss("/c"), RSS, ETag='"2"')
        give(handler, 200, story("Dam a").encode(), **{"Content-Type": "text/html"})

    here.answers["/a"] = moving
    feed = here.url("/feed")
    assert looked(ledger, state, time, feed) == ["changed feed", "added a", "added b"]
    assert looked(ledger, state, time, feed) == ["changed feed", "added c"]
    assert titles(ledger) == ["Dam a", "Dam b", "Dam c"]


def test_every_kind_of_feed(ledger: Ledger, state: State, time: Time, here: Site) -> None:
    for name in "abcd":
        here.serve(f"/{name}", story(f"Dam {name}"))
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>V</title><entry><title>D</title>'
        '<link href="a"/><updated>2031-05-06T10:00:00Z</updated></entry></feed>'
    )
    here.serve("/atom", atom, "application/atom+xml")
    here.serve("/json", '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/b"}]}')
    maps = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
    here.serve("/news", maps.format(
        f"<url><loc>{here.url('/c')}</loc><n:news xmlns:n='n'><n:publication_date>2031-05-05"
        "</n:publication_date></n:news></url>"), "text/xml")  # fmt: skip
    here.serve("/below", maps.format(f"<url><loc>{here.url('/d')}</loc></url>"), "text/xml")
    index = f"<sitemapindex><sitemap><loc>{here.url('/below')}</loc></sitemap></sitemapindex>"
    here.serve("/index", index, "text/xml", ETag='"1"')
    feeds = [here.url(f"/{name}") for name in ("atom", "json", "news", "index")]
    assert looked(ledger, state, time, *feeds) == [
        "changed atom", "changed json", "changed news", "changed index", "changed below",
        "added a", "added b", "added c", "added d",
    ]  # fmt: skip
    rows = ledger.connection.execute("SELECT title, published, published_from FROM reports")
    assert {tuple(row) for row in rows} >= {
        ("Dam c", "2031-05-05", "given"),
        ("Dam a", None, "none"),
    }
    # An index that has not changed may name sitemaps that have.
    here.serve("/below", maps.format(f"<url><loc>{here.url('/e')}</loc></url>"), "text/xml")
    here.serve("/e", story("Dam e"))
    assert looked(ledger, state, time, feeds[3]) == ["unchanged index", "changed below", "added e"]


def test_a_page_with_another_text_becomes_a_version(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a"), RSS)
    here.serve("/a", story("Dam"), ETag='"a"')
    feed = here.url("/feed")
    looked(ledger, state, time, feed)
    time.passes(minutes=50)
    assert looked(ledger, state, time, feed) == ["changed feed"]
    time.passes(minutes=11)
    assert looked(ledger, state, time, feed) == ["changed feed"]
    assert here.seen[-1][1]["if-none-match"] == '"a"'
    time.passes(hours=6)
    here.serve("/a", story("Dam", "“We are not ready,” she told the council."), ETag='"b"')
    assert looked(ledger, state, time, feed) == ["changed feed", "added a"]
    first, last = [row[0] for row in ledger.connection.execute(BY_NUMBER)]
    assert views.versions(ledger, first).ids == (first, last)
    for days in (2, 4, 8, 30, 30):
        time.passes(days=days)
        looked(ledger, state, time, feed)
    # An hour, six hours, a day, three days and a week later, and then no more.
    assert here.paths().count("/a") == 6


def test_a_page_is_looked_at_again_though_its_feed_stays_the_same(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a"), RSS, ETag='"1"')
    here.serve("/a", story("Dam"), ETag='"a"')
    feed = here.url("/feed")
    looked(ledger, state, time, feed)
    time.passes(minutes=30)
    assert looked(ledger, state, time, feed) == ["unchanged feed"]
    time.passes(minutes=31)
    here.serve("/a", story("Dam", "“We are not ready,” she told the council."), ETag='"b"')
    assert looked(ledger, state, time, feed) == ["changed feed", "added a"]
    assert looked(ledger, state, time, feed) == ["unchanged feed"]
    for days in (1, 2, 4, 8):
        time.passes(days=days)
        looked(ledger, state, time, feed)
    time.passes(days=30)
    # Looked at for the last time, it is asked for no more, and the feed only if it has changed.
    assert looked(ledger, state, time, feed) == ["unchanged feed"]


def test_a_server_that_knows_dates_alone(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    day = "Tue, 06 May 2031 10:00:00 GMT"
    here.serve("/a", story("Dam"))

    def answer(handler: Handler) -> None:
        known = handler.headers.get("if-modified-since") == day
        give(handler, 304 if known else 200, b"" if known else rss("/a").encode(),
             **{"Content-Type": RSS, "Last-Modified": day})  # fmt: skip

    here.answers["/feed"] = answer
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", "added a"]
    assert looked(ledger, state, time, here.url("/feed")) == ["unchanged feed"]


def test_addresses_inside_an_entry_are_not_the_pages(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    named = (
        f"<url><loc>{here.url('/a')}</loc><lastmod>2031-05-06</lastmod><i:image xmlns:i='i'>"
        f"<i:loc>{here.url('/picture')}</i:loc></i:image><n:news xmlns:n='n'><n:publication_date>"
        "2031-05-05T10:00:00Z</n:publication_date><n:title>Dam</n:title></n:news></url>"
    )
    here.serve("/news", f"<urlset xmlns='s'>{named}</urlset>", "text/xml")
    here.serve("/a", story("Dam"))
    assert looked(ledger, state, time, here.url("/news")) == ["changed news", "added a"]
    (row,) = ledger.connection.execute("SELECT published, published_from FROM reports")
    assert tuple(row) == ("2031-05-05T10:00:00Z", "given")


def test_a_sitemap_that_is_a_packed_file(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site
) -> None:
    told = f"<urlset><url><loc>{here.url('/a')}</loc></url></urlset>".encode()
    here.serve("/map.xml.gz", gzip.compress(told), "application/gzip")
    here.serve("/a", story("Dam"))
    assert looked(ledger, state, time, here.url("/map.xml.gz")) == ["changed map.xml.gz", "added a"]
    other.serve("/bomb.gz", gzip.compress(b" " * 60_000_000), "application/gzip")
    other.serve("/half.gz", gzip.compress(told)[:40], "application/gzip")
    other.serve("/noise.gz", b"\x1f\x8b" + bytes(range(256)), "application/gzip")
    bad = [f"{name}.gz" for name in ("bomb", "half", "noise")]
    told = looked(ledger, state, time, *(other.url(f"/{name}") for name in bad))
    assert told == [f"failed {name}" for name in bad]


def test_a_sitemap_that_breaks_off_names_no_half_address(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    named = "".join(f"<url><loc>{here.url(path)}</loc></url>" for path in ("/a", "/bridge"))
    for cut in (len("idge</loc></url>"), len("</url>")):
        here.serve(f"/map{cut}", f"<urlset>{named}"[:-cut], "text/xml")
    for name in ("a", "bridge", "br"):
        here.serve(f"/{name}", story(f"Dam {name}"))
    assert looked(ledger, state, time, here.url("/map16")) == ["changed map16", "added a"]
    assert looked(ledger, state, time, here.url("/map6")) == ["changed map6", "added bridge"]


def test_a_json_feed_whose_items_have_ids_for_addresses(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    items = [
        {"id": here.url("/a"), "date_published": "2031-05-05T10:00:00Z"}, {"id": "b"}, 7,
        {"url": here.url("/c"), "id": here.url("/no")}, {"external_url": "/d", "id": "no"},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "V", "items": items}
    here.serve("/feed", json.dumps(feed), "application/feed+json")
    for name in "acd":
        here.serve(f"/{name}", story(f"Dam {name}"))
    told = looked(ledger, state, time, here.url("/feed"))
    assert told == ["changed feed", "added a", "added c", "added d"]


def test_a_feed_that_breaks_the_library_stops_no_other(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from sayso.feeds import parse

    def breaks(got: Fetched) -> Iterator[parse.Entry]:
        raise KeyError("broken")

    monkeypatch.setattr(parse, "_syndicated", breaks)
    here.serve("/feed", rss("/a"), RSS)
    other.serve("/map", f"<urlset><url><loc>{other.url('/a')}</loc></url></urlset>", "text/xml")
    other.serve("/a", story("Dam"))
    told = looked(ledger, state, time, here.url("/feed"), other.url("/map"))
    assert sorted(told) == ["added a", "changed map", "failed feed"]


def test_a_feed_that_says_a_page_changed_has_it_fetched_at_once(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="a"/><updated>{}</updated>'
        "</entry></feed>"
    )
    here.serve("/a", story("Dam"))
    here.serve("/feed", entry.format("2031-05-06T10:00:00Z"), "application/atom+xml")
    looked(ledger, state, time, here.url("/feed"))
    here.serve("/feed", entry.format("2031-05-06T11:00:00Z"), "application/atom+xml")
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", "met again a"]


def halves(handler: Handler) -> None:
    """More is promised than is sent, as of a feed that is written anew meanwhile."""
    give(handler, 200, rss("/a")[:120].encode(), **{"Content-Length": "5000", "ETag": '"new"'})


def short(handler: Handler) -> None:
    """Less is promised than is sent."""
    give(handler, 200, rss("/a").encode(), **{"Content-Length": "60"})


def slow(handler: Handler) -> None:
    handler.site.over.wait(3)


def trickle(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not handler.site.over.wait(0.05):
        handler.wfile.write(b"<")


def cut(handler: Handler) -> None:
    handler.connection.close()


def bomb(handler: Handler) -> None:
    give(handler, 200, gzip.compress(b" " * 30_000_000), **{"Content-Encoding": "gzip"})


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "'
    + "ha" * 100
    + '">'
    + "".join(f'<!ENTITY {n} "{f"&{b};" * 50}">' for n, b in zip("bcdef", "abcde", strict=True))
    + ']><rss version="2.0"><channel><item><link>/&f;</link></item></channel></rss>'
)
FAULTS = {
    "slow": slow, "trickle": trickle, "cut": cut, "halves": halves, "short": short, "bomb": bomb,
    "loop": lambda handler: give(handler, 302, Location="/loop"),
    "gone": lambda handler: give(handler, 410),
    "broken": lambda handler: give(handler, 500),
    "nothing": lambda handler: give(handler, 200),
    "page": lambda handler: give(handler, 200, story("Dam").encode()),
    "noise": lambda handler: give(handler, 200, bytes(range(256)) * 20),
    "json": lambda handler: give(handler, 200, b'{"items": 7' * 9),
    "inside": lambda handler: give(handler, 302, Location="ftp://velm.example/"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_feed_that_fails_stops_no_other(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site, name: str
) -> None:
    here.answers[f"/{name}"] = FAULTS[name]
    other.serve("/feed", rss("/a"), RSS)
    other.serve("/a", story("Dam"))
    told = looked(ledger, state, time, here.url(f"/{name}"), other.url("/feed"))
    assert sorted(told) == ["added a", "changed feed", f"failed {name}"]
    # When it is well again it is read as if nothing had been.
    time.passes(days=2)
    here.serve(f"/{name}", rss("/b"), RSS)
    here.serve("/b", story("Gate"))
    assert looked(ledger, state, time, here.url(f"/{name}"))[:2] == [f"changed {name}", "added b"]


@pytest.mark.parametrize("name", [name for name in FAULTS if name != "page"])
def test_a_page_that_fails_stops_no_other(
    ledger: Ledger, state: State, time: Time, here: Site, name: str
) -> None:
    here.serve("/feed", rss(f"/{name}", "/a"), RSS)
    here.answers[f"/{name}"] = FAULTS[name]
    here.serve("/a", story("Dam"))
    told = looked(ledger, state, time, here.url("/feed"))
    assert told[0] == "changed feed"
    assert told[-1] == "added a"
    if name in ("slow", "trickle", "cut", "halves", "broken"):
        # What may pass is tried again, without being named anew.
        here.serve(f"/{name}", story("Gate"))
        here.serve("/feed", rss(), RSS)
        assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", f"added {name}"]


def test_entities_within_entities_are_not_made(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site
) -> None:
    here.serve("/rss", LAUGHS, RSS)
    here.serve("/map", LAUGHS.replace("rss", "urlset").replace("link", "loc"), "text/xml")
    other.serve("/feed", rss("/a"), RSS)
    other.serve("/a", story("Dam"))
    feeds = (here.url("/rss"), here.url("/map"), other.url("/feed"))
    tracemalloc.start()
    try:
        assert "added a" in looked(ledger, state, time, *feeds)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_a_page_that_keeps_failing_is_given_up(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a"), RSS)
    here.answers["/a"] = FAULTS["broken"]
    for _ in range(5):
        looked(ledger, state, time, here.url("/feed"))
        time.passes(hours=7)
    assert state.waiting() == []


@pytest.mark.parametrize(
    ("status", "asked", "hours"),
    [(429, "7200", 2), (429, AT_THREE, 3), (503, None, 1 / 60)],
)
def test_a_host_that_asks_for_it_is_left_alone(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site, status: int,
    asked: str | None, hours: float,
) -> None:  # fmt: skip
    for one in (here, other):
        one.serve("/feed", rss("/a", "/b", "/c"), RSS)
        for name in "abc":
            one.serve(f"/{name}", story(f"Dam {name} {one.port}"))
    headers = {"Retry-After": asked} if asked else {}
    here.answers["/b"] = lambda handler: give(handler, status, **headers)
    feeds = here.url("/feed"), other.url("/feed")
    told = looked(ledger, state, time, *feeds)
    assert sorted(told) == sorted(
        ["changed feed"] * 2 + ["added a"] * 2 + ["added b", "added c", "skipped b http-error"]
    )
    assert here.paths() == ["/feed", "/a", "/b"]
    here.serve("/b", story("Dam b"))
    # Not even the feed is asked for, and what waits keeps waiting, in another run, too.
    assert sorted(looked(ledger, state, time, *feeds)) == ["changed feed", "failed feed"]
    assert here.paths() == ["/feed", "/a", "/b"]
    time.passes(hours=hours, seconds=1)
    assert sorted(looked(ledger, state, time, *feeds))[:2] == ["added b", "added c"]


def test_a_host_is_left_alone_longer_each_time(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.answers["/feed"] = lambda handler: give(handler, 503)
    spans = []
    for _ in range(12):
        looked(ledger, state, time, here.url("/feed"))
        (halt,) = state.halts().values()
        spans.append((halt.until - time.at).total_seconds() / 60)
        time.at = halt.until
    assert spans[:4] == [1, 2, 4, 8]
    assert spans[-1] == 360
    here.serve("/feed", rss(), RSS)
    looked(ledger, state, time, here.url("/feed"))
    assert state.halts() == {}


def test_rules_for_crawlers_are_kept(ledger: Ledger, state: State, time: Time, here: Site) -> None:
    here.serve("/robots.txt", "User-agent: *\nDisallow: /b\nCrawl-delay: 7\n", "text/plain")
    here.serve("/feed", rss("/a", "/b", "/c"), RSS)
    for name in "abc":
        here.serve(f"/{name}", story(f"Dam {name}"))
    told = looked(ledger, state, time, here.url("/feed"))
    assert sorted(told) == ["added a", "added c", "changed feed", "skipped b robots"]
    assert here.paths() == ["/feed", "/a", "/c"]
    assert [round(seconds) for seconds in time.waited] == [1, 7, 7]


def leads(url: str) -> Answer:
    """An answer that leads to another address."""
    return lambda handler: give(handler, 302, Location=url)


def test_a_host_that_is_led_to_has_its_own_rules_kept(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site
) -> None:
    other.serve("/robots.txt", "User-agent: *\nDisallow: /b\n", "text/plain")
    here.serve("/feed", rss("/a", "/b", "/c"), RSS)
    for name in "ab":
        here.answers[f"/{name}"] = leads(other.url(f"/{name}"))
        other.serve(f"/{name}", story(f"Dam {name}"))
    here.serve("/c", story("Dam c"))
    told = looked(ledger, state, time, here.url("/feed"))
    assert sorted(told) == ["added a", "added c", "changed feed", "skipped b robots"]
    assert other.paths() == ["/a"]
    rows = ledger.connection.execute("SELECT url FROM reports ORDER BY number")
    assert [row[0] for row in rows] == [other.url("/a"), here.url("/c")]


def test_a_page_that_leads_to_what_its_own_host_forbids_is_not_fetched(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    here.serve("/feed", rss("/a"), RSS)
    here.answers["/a"] = leads("/private")
    here.serve("/private", story("Dam"))
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", "skipped a robots"]
    assert here.paths() == ["/feed", "/a"]


def test_a_host_that_is_led_to_and_asks_for_it_is_left_alone(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site
) -> None:
    here.serve("/feed", rss("/a"), RSS)
    here.answers["/a"] = leads(other.url("/a"))
    other.answers["/a"] = lambda handler: give(handler, 429, **{"Retry-After": "600"})
    assert looked(ledger, state, time, here.url("/feed"))[1:] == ["skipped a http-error"]
    assert list(state.halts()) == [base_of(other.url("/"))]
    asked = len(other.seen)
    time.passes(minutes=5)
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed"]
    assert len(other.seen) == asked
    other.serve("/a", story("Dam"))
    time.passes(minutes=6)
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", "added a"]
    assert not state.halts()


def test_hosts_that_lead_to_each_other_wait_for_none(
    ledger: Ledger, state: State, time: Time, here: Site, other: Site
) -> None:
    for one, far in ((here, other), (other, here)):
        one.serve("/feed", rss(*(f"/{number}" for number in range(8))), RSS)
        for number in range(8):
            one.answers[f"/{number}"] = leads(far.url(f"/end{number}"))
            far.serve(f"/end{number}", story(f"Dam {far.port} {number}"))
    told = looked(ledger, state, time, here.url("/feed"), other.url("/feed"))
    assert sum(line.startswith("added") for line in told) == 16


@pytest.mark.parametrize("status", [500, 429])
def test_a_host_that_cannot_say_its_rules_is_left_alone(
    ledger: Ledger, state: State, time: Time, here: Site, status: int
) -> None:
    here.answers["/robots.txt"] = lambda handler: give(handler, status)
    here.serve("/feed", rss("/a"), RSS)
    assert looked(ledger, state, time, here.url("/feed")) == ["failed feed"]
    assert here.paths() == []


def test_each_host_is_asked_once_a_second(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a", "/b"), RSS)
    looked(ledger, state, time, here.url("/feed"))
    assert len(here.seen) == 4
    assert sum(time.waited) == 3


def test_names_in_another_encoding_than_declared(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    feed = rss("/é").replace("?>", ' encoding="utf-8"?>', 1)
    here.serve("/feed", feed.encode("cp1252"), f"{RSS}; charset=utf-8")
    here.serve("/%C3%A9", story("Dämme"), "text/html; charset=iso-8859-1")
    assert looked(ledger, state, time, here.url("/feed"))[0] == "changed feed"
    here.serve("/feed", rss("/a"), f"{RSS}; charset=utf-16")
    here.serve("/a", story("Dämme halten").encode("cp1252"), "text/html; charset=utf-8")
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed", "added a"]
    assert titles(ledger)[-1] == "Dämme halten"


class Stopped(Exception):
    pass


def stop_at_the_first_page(events: Iterator[Polled | Outcome]) -> None:
    for event in events:
        if isinstance(event, Outcome):
            raise Stopped


def test_stopped_anywhere_the_next_look_goes_on(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a", "/b", "/c"), RSS, ETag='"1"')
    for name in "abc":
        here.serve(f"/{name}", story(f"Dam {name}"))
    for _ in range(2):
        with pytest.raises(Stopped):
            stop_at_the_first_page(look(ledger, state, [here.url("/feed")], watching(time)))
    assert looked(ledger, state, time, here.url("/feed")) == ["unchanged feed", "added c"]
    assert titles(ledger) == ["Dam a", "Dam b", "Dam c"]


def test_what_was_erased_is_not_fetched_again(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/secret-name"), RSS)
    here.serve("/secret-name", story("Dam"))
    looked(ledger, state, time, here.url("/feed"))
    files = [path for path in ledger.path.parent.iterdir() if ".feeds" in path.name]
    state.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert files
    assert not any(b"secret-name" in path.read_bytes() for path in files)
    (report,) = [row[0] for row in ledger.connection.execute(BY_NUMBER)]
    casework.erase(ledger, casework.WholeReport(report), lambda reports: iter(()), READER)
    time.passes(days=1)
    assert looked(ledger, state, time, here.url("/feed")) == ["changed feed"]
    assert titles(ledger) == []
    assert here.paths().count("/secret-name") == 1


def test_addresses_inside_this_network_are_not_fetched(
    ledger: Ledger, state: State, time: Time, here: Site
) -> None:
    here.serve("/feed", rss("/a"), RSS)
    how = watching(time, allow_private=False)
    (event,) = look(ledger, state, [here.url("/feed")], how)
    assert isinstance(event, Polled)
    assert (event.what, "--allow-private" in event.detail) == ("failed", True)
    assert here.seen == []


def test_a_state_that_cannot_be_used(tmp_path: Path) -> None:
    from sayso.errors import LedgerUnwritable

    (tmp_path / "a.feeds").write_bytes(b"no database" * 100)
    with pytest.raises(LedgerUnwritable), State.opened(tmp_path / "a.feeds"):
        pass
