"""One look at feeds: what is new in them goes into the ledger, and what failed stops nothing else.

Hosts are visited side by side, the pages of one host one after the other. All that is noted is
noted in this thread, a page when the ledger has it on the disk: stopped anywhere, the next look
goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import Queue
from threading import Event, Lock
from typing import Literal

from sayso import casework
from sayso.casework import Outcome, ReadMany
from sayso.errors import FeedError, HttpError, IntakeError
from sayso.feeds.hosts import HALTED, TOO_MANY, UNWELL, Clock, Host, base_of
from sayso.feeds.parse import Entry, entries
from sayso.feeds.state import Halt, State, Waiting
from sayso.intake.fetch import (
    MOST_REDIRECTS,
    NOT_MODIFIED,
    Fetched,
    Limits,
    Since,
    too_many_redirects,
)
from sayso.intake.options import IntakeOptions
from sayso.intake.page import Page, shape_of
from sayso.intake.take import item_of
from sayso.ledger import Ledger
from sayso.model import Item, Skipped

HOSTS_AT_ONCE = 8
# Sitemaps that a sitemap names, the ones that changed last first.
MOST_BELOW = 50
AHEAD = 16
UNREAD = ("lines",)


@dataclass(frozen=True, slots=True)
class Polled:
    """What became of one feed: it changed and so many of its pages wait, it did not, or it failed
    and why."""

    feed: str
    what: Literal["changed", "unchanged", "failed"]
    waiting: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """How feeds are watched: what reads reports, how pages are taken in, and the clock."""

    read_many: ReadMany
    reader: str
    options: IntakeOptions
    clock: Clock
    keep_raw: bool = True

    @property
    def limits(self) -> Limits:
        """What a fetch may take."""
        one = self.options
        return Limits(one.max_bytes, one.timeout_s, one.allow_private)


@dataclass(frozen=True, slots=True)
class Visit:
    """One URL to be fetched, and what its server said of it before."""

    url: str
    since: Since


# A host that is led to may be none that can be asked.
Got = Fetched | IntakeError


def look(
    ledger: Ledger, state: State, feeds: Sequence[str], watch: Watch
) -> Iterator[Polled | Outcome]:
    """Fetch feeds, and the pages that wait, also from earlier looks, into the ledger."""
    hosts = _Hosts(state, watch)
    below: dict[str, str] = {}
    yield from _polled(state, feeds, watch, hosts, below)
    yield from _polled(state, [url for url in below if url not in feeds], watch, hosts, below)
    yield from _pages(ledger, state, watch, hosts)


class _Hosts:
    """The hosts of one look."""

    def __init__(self, state: State, watch: Watch) -> None:
        self.state = state
        self.watch = watch
        self.known: dict[str, Host] = {}
        self.lock = Lock()
        self.halts: dict[str, Halt | None] = {**state.halts()}

    def of(self, url: str) -> Host:
        """The host of a URL."""
        base = base_of(url)
        with self.lock:
            if base not in self.known:
                limits, clock = self.watch.limits, self.watch.clock
                self.known[base] = Host(base, limits, clock, self.halts.get(base))
            return self.known[base]

    def note(self) -> None:
        """Keep how the hosts are that are not as they were."""
        with self.lock:
            known = {base: host.halt for base, host in self.known.items()}
        for base, halt in known.items():
            if halt != self.halts.get(base):
                self.state.halted(base, halt)
        self.halts |= known

    def visited(self, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Got]]:
        """What each URL gives, as it comes."""
        by_host: dict[str, list[Visit]] = {}
        for visit in visits:
            by_host.setdefault(base_of(visit.url), []).append(visit)
        results: Queue[tuple[Visit, Got]] = Queue(AHEAD)
        over = Event()
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            for own in by_host.values():
                pool.submit(_visit, self, own, results, over)
            try:
                for _ in range(sum(map(len, by_host.values()))):
                    visit, got = results.get()
                    self.note()
                    yield visit, got
            finally:
                over.set()
                while not results.empty():
                    results.get()


def _visit(
    hosts: _Hosts, visits: Sequence[Visit], results: Queue[tuple[Visit, Got]], over: Event
) -> None:
    for visit in visits:
        if over.is_set():
            return
        results.put((visit, _got(hosts, visit)))


def _got(hosts: _Hosts, visit: Visit) -> Got:
    try:
        return _followed(hosts, visit)
    except IntakeError as error:
        return error
    except Exception as error:
        # Whatever a server makes a library raise, the other pages are fetched.
        return IntakeError("fetch-failed", f"{type(error).__name__}: {error}")


def _followed(hosts: _Hosts, visit: Visit) -> Fetched:
    """What a visit gives, each host that it is led to asked by its own rules."""
    url = visit.url
    for _ in range(MOST_REDIRECTS + 1):
        got = hosts.of(url).get(url, visit.since)
        if isinstance(got, Fetched):
            return got
        url = got.to
    raise too_many_redirects(url)


def _polled(
    state: State, feeds: Sequence[str], watch: Watch, hosts: _Hosts, below: dict[str, str]
) -> Iterator[Polled]:
    """Fetch feeds and note which pages wait; `below` gains the sitemaps they name, each with the
    feed that names it."""
    now = watch.clock.now()
    visits = [Visit(feed, state.since(feed, now)) for feed in dict.fromkeys(feeds)]
    for visit, got in hosts.visited(visits):
        parent = below.get(visit.url)
        try:
            yield _noted(state, visit.url, got, watch, parent, below)
        except (FeedError, IntakeError) as error:
            state.feed_failed(visit.url, parent, error.detail)
            yield Polled(visit.url, "failed", detail=error.detail)


def _noted(
    state: State, feed: str, got: Got, watch: Watch, parent: str | None, below: dict[str, str]
) -> Polled:
    if isinstance(got, IntakeError):
        raise got
    if got.status == NOT_MODIFIED:
        below |= dict.fromkeys(state.below(feed), feed)
        return Polled(feed, "unchanged")
    found = entries(got)
    if parent is None:
        maps = sorted((one for one in found if one.is_feed), key=_changed, reverse=True)
        below |= {one.url: feed for one in maps[:MOST_BELOW]}
    pages = [one for one in found if not one.is_feed]
    since = said(got)
    new = state.feed_fetched(feed, parent, since, pages, watch.clock.now())
    return Polled(feed, "changed", new)


def _changed(entry: Entry) -> str:
    return entry.changed or ""


def said(got: Fetched) -> Since:
    """What a server said of a page that it will be asked again."""
    headers = {name.lower(): value for name, value in got.headers}
    return Since(headers.get("etag"), headers.get("last-modified"))


def _pages(ledger: Ledger, state: State, watch: Watch, hosts: _Hosts) -> Iterator[Outcome]:
    sent: deque[tuple[Waiting, Since, bool]] = deque()
    items = _items(ledger, state, watch, hosts, sent)
    outcomes = casework.add(ledger, items, watch.read_many, watch.reader, watch.keep_raw)
    for outcome in outcomes:
        page, since, again = sent.popleft()
        now = watch.clock.now()
        if again:
            state.page_failed(page, now)
        else:
            state.page_done(page, since, outcome.what != "skipped", now)
        yield outcome


def _items(
    ledger: Ledger,
    state: State,
    watch: Watch,
    hosts: _Hosts,
    sent: deque[tuple[Waiting, Since, bool]],
) -> Iterator[Item | Skipped]:
    """What the pages that wait give; `sent` gains for each the page, what its server said of it,
    and whether it is to be tried again."""
    waiting = {page.url: page for page in _wanted(ledger, state, watch)}
    for visit, got in hosts.visited([Visit(p.url, p.since) for p in waiting.values()]):
        page = waiting[visit.url]
        if isinstance(got, IntakeError):
            if got.reason != HALTED:
                sent.append((page, page.since, _passes(got)))
                yield Skipped(page.url, got.reason, got.detail)
        elif got.status == NOT_MODIFIED:
            state.page_done(page, page.since, False, watch.clock.now())
        else:
            sent.append((page, said(got), False))
            yield _item(page, got, watch)


def _wanted(ledger: Ledger, state: State, watch: Watch) -> Iterator[Waiting]:
    """The pages that wait, but for those that were erased from the ledger: they stay so."""
    for page in state.waiting():
        if page.again and state.was_kept(page) and not casework.has_page(ledger, page.url):
            state.page_done(page, page.since, False, watch.clock.now())
        else:
            yield page


def _passes(error: IntakeError) -> bool:
    """Whether what failed may go well another time."""
    status = error.status if isinstance(error, HttpError) else None
    return error.reason in UNWELL or (status is not None and (status == TOO_MANY or status >= 500))


def _item(page: Waiting, got: Fetched, watch: Watch) -> Item | Skipped:
    shape = shape_of(got.raw, got.content_type)
    if shape is None or shape in UNREAD:
        return Skipped(page.url, "unsupported", f"the content is {got.content_type or shape}")
    whole = Page(page.url, got.raw, shape, got.charset, got.final_url, got.status, got.headers)
    options = replace(watch.options, published=page.published or watch.options.published)
    return item_of(whole, options, watch.clock.now)
