"""Servers on this machine that a test tells what to answer, and a clock that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

from sayso.casework import Read, ReportOf
from sayso.feeds.hosts import Clock
from sayso.feeds.watch import Watch
from sayso.intake import IntakeOptions
from sayso.model import Item, Reading, Skipped
from tests.making import READER

Answer = Callable[["Handler"], None]
STORY = (
    "<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The dam"
    " at Velm holds, the harbour master Orla Venn said on Monday, and nobody has to leave.</p>"
    "<p>{more}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        with self.site.lock:
            self.site.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = self.site.answers.get(self.path)
        with suppress(ConnectionError):
            answer(self) if answer else give(self, 404)

    def log_message(self, *args: object) -> None:
        pass


@dataclass
class Site:
    """A host: what it answers at each path, and what it was asked."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, rules for crawlers left out."""
        return [path for path, _ in self.seen if path != "/robots.txt"]

    def serve(self, path: str, body: bytes | str, kind: str = "text/html", **headers: str) -> None:
        """Answer with a body, or with 304 where the tag that the client has is this one's."""
        raw = body.encode() if isinstance(body, str) else body

        def answer(handler: Handler) -> None:
            tag = headers.get("ETag")
            if tag and handler.headers.get("if-none-match") == tag:
                give(handler, 304)
            else:
                give(handler, 200, raw, **{"Content-Type": kind, **headers})

        self.answers[path] = answer


def give(handler: Handler, status: int, body: bytes = b"", **headers: str) -> None:
    """Send an answer; its length is told unless a header tells another."""
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(body)


@contextmanager
def site() -> Iterator[Site]:
    """A server of its own."""
    made = Site()
    handler = type("Own", (Handler,), {"site": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        made.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield made
        finally:
            made.over.set()
            server.shutdown()
            thread.join()


class Time:
    """Time that passes only when somebody waits, or a test says so."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 6, 12, tzinfo=UTC)
        self.waited: list[float] = []
        self.lock = Lock()

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.waited.append(seconds)
            self.at += timedelta(seconds=seconds)

    def passes(self, **span: float) -> None:
        self.at += timedelta(**span)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep)


def unread(things: Iterable[Item | Skipped], report_of: ReportOf) -> Iterator[Read]:
    """Readings of which nothing is read: what is fetched is the matter here."""
    for thing in things:
        report = report_of(thing)
        yield thing, Reading(report) if report else None


def watching(time: Time, **options: object) -> Watch:
    """How a test watches: on this machine, with little patience."""
    taken = {"allow_private": True, "timeout_s": 1.0, "max_bytes": 200_000} | options
    return Watch(unread, READER, IntakeOptions(**taken), time.clock, False)  # type: ignore[arg-type]


def rss(*links: str, more: str = "") -> str:
    """A feed that names some pages."""
    items = "".join(f"<item><title>Dam</title><link>{link}</link>{more}</item>" for link in links)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>V</title>{items}</channel></rss>'
    )


def story(title: str, more: str = "“We are ready,” she told the council.") -> str:
    """A page with a story."""
    return STORY.format(title=title, more=more)
