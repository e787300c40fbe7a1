"""A page's function → the same page as HTML, JSON and CSV, and errors in one shape."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso import views
from sayso.errors import RequestRefused
from sayso.export.table import write_rows
from sayso.ledger import Ledger
from sayso.web.desk import Desk
from sayso.web.guard import token, token_fits, user_of
from sayso.web.rendering import rendered

Form = Literal["html", "json", "csv"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asks of a page, with the ledger to answer from."""

    request: Request
    ledger: Ledger
    form: Form = "html"

    @property
    def desk(self) -> Desk:
        """What pages share."""
        desk: Desk = self.request.app.state.desk
        return desk

    @property
    def door(self) -> views.Door:
        """A page is seen by who works with the ledger; what can be carried off is veiled."""
        return views.at_home if self.form == "html" else views.outside

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def given(self, name: str) -> str | None:
        """A parameter of the address without white space around it, None where it says nothing."""
        return self.request.query_params.get(name, "").strip() or None

    def whole(self, name: str, least: int, otherwise: int) -> int:
        """A parameter that is a whole number of at least so much; RequestRefused where it is
        none."""
        given = self.given(name)
        if given is None:
            return otherwise
        if not given.isdecimal() or int(given[:9]) < least or len(given) > 9:
            raise RequestRefused(400, f"{given!r} is no number of {least} or more", {name: given})
        return int(given)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: a template with what it shows, and the same as rows for programs; `plain` where
    JSON says more than the rows do."""

    template: str
    title: str
    shown: dict[str, Any]
    rows: list[dict[str, Any]] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    plain: Any = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent, with the writer to act by."""

    request: Request
    fields: FormData
    desk: Desk

    def given(self, name: str) -> str | None:
        """A field without white space around it, None where it says nothing or is a file."""
        value = self.fields.get(name)
        return (value.strip() or None) if isinstance(value, str) else None

    def several(self, name: str) -> list[str]:
        """The fields of one name that say something."""
        values = (value.strip() for value in self.fields.getlist(name) if isinstance(value, str))
        return [value for value in values if value]

    @property
    def who(self) -> str:
        """Who sent it: the name given with the password, else whoever the app is served for."""
        return user_of(self.request) or self.desk.serving.reviewer

    def back(self, **done: int) -> RedirectResponse:
        """To the page of this app that the form names, which tells what was done."""
        to = urlsplit(self.given("back") or "/")
        kept = [(name, value) for name, value in parse_qsl(to.query) if name not in TELLING]
        query = urlencode([*kept, *((name, str(value)) for name, value in done.items())])
        # A path that begins with two slashes would lead to another host.
        path = "/" + to.path.replace("\\", "/").lstrip("/")
        return RedirectResponse(urlunsplit(("", "", path, query, to.fragment)), 303)


Answering = Callable[[Ask], Page | Response]
Acting = Callable[[Sent], Response]


def pages(path: str, answering: Answering) -> list[Route]:
    """The routes of a page, as JSON, as CSV, and to look at."""
    beside = "/index" if path == "/" else path
    return [
        Route(f"{beside}.json", _endpoint(answering, "json")),
        Route(f"{beside}.csv", _endpoint(answering, "csv")),
        Route(path, _endpoint(answering, "html")),
    ]


def download(path: str, answering: Answering) -> Route:
    """The route of a file that is made to be carried off."""
    return Route(path, _endpoint(answering, "json"))


def action(path: str, acting: Acting) -> Route:
    """The route of a form: acted on only where it came from a page of this app."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=1000, max_part_size=MOST_FIELD) as fields:
            if not token_fits(request, fields.get("token")):
                raise RequestRefused(403, STALE)
            sent = Sent(request, fields, request.app.state.desk)
            return await run_in_threadpool(acting, sent)

    return Route(path, endpoint, methods=["POST"])


MOST_FIELD = 8_000_000
# Parameters that tell what was just done: numbers of decisions, that two were bound, how many were
# named and how many of them nobody is called.
TELLING = ("done", "bound", "sided", "named", "unknown")
STALE = (
    "this page was opened before Sayso was started anew, or the form came from elsewhere; go back,"
    " load the page again, and send it once more"
)


def _endpoint(answering: Answering, form: Form) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        with Ledger.open(desk.serving.ledger) as ledger:
            page = answering(Ask(request, ledger, form))
            if isinstance(page, Response):
                return page
            return as_response(request, page, form)

    return endpoint


def as_response(request: Request, page: Page, form: Form) -> Response:
    """A page in the form that is asked for."""
    if form == "json":
        told = page.plain if page.plain is not None else page.rows
        return JSONResponse({"ok": True, "title": page.title, "answer": told})
    if form == "csv":
        out = io.StringIO(newline="")
        write_rows(page.rows, page.columns, out)
        name = request.url.path.strip("/").replace("/", "-")
        return Response(
            out.getvalue(), media_type="text/csv; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )  # fmt: skip
    return HTMLResponse(_html(request, page))


def _html(request: Request, page: Page, status: int = 200) -> str:
    path, query = request.url.path, request.url.query
    beside = "/index" if path == "/" else path
    return rendered(
        page.template,
        {
            "title": page.title,
            "path": path,
            "here": path + (f"?{query}" if query else ""),
            "as_json": f"{beside}.json{'?' + query if query else ''}" if page.columns else None,
            "as_csv": f"{beside}.csv{'?' + query if query else ''}" if page.columns else None,
            "token": token(request),
            "done": _number(request.query_params.get("done")),
            "sided": _number(request.query_params.get("sided")),
            "ledger_name": request.app.state.desk.serving.ledger.name,
            **page.shown,
        },
    )


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdecimal() and len(given) < 16 else None


def error_response(
    request: Request, status: int, detail: str, errors: Mapping[str, str] | None = None
) -> Response:
    """An error in the one shape, or as a page where somebody is looking."""
    wanted = request.headers.get("accept", "")
    if request.url.path.endswith((".json", ".csv")) or "text/html" not in wanted:
        told = {"ok": False, "error": detail, "errors": dict(errors or {}), "status": status}
        return JSONResponse(told, status)
    shown = {"status": status, "detail": detail, "errors": errors or {}}
    return HTMLResponse(_html(request, Page("error.html", "That did not work", shown)), status)
