"""The app: which address leads to which page."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sayso.errors import SaysoError
from sayso.web.answers import action, download, error_response, pages
from sayso.web.desk import Adder, Desk, Serving, Writer
from sayso.web.guard import Guard
from sayso.web.pages import (
    accounts,
    actors,
    add,
    course,
    packs,
    places,
    report,
    reports,
    review,
    search,
    sides,
)
from sayso.web.rendering import STATIC
from sayso.web.wording import worded


def make_app(serving: Serving) -> ASGIApp:
    """The app over a ledger, which is made where there is none; LedgerError where it cannot be
    opened."""
    writer = Writer(serving.ledger)
    desk = Desk(serving, writer, Adder(serving, writer), secrets.token_bytes(32))

    @contextlib.asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        yield
        writer.close()

    app = Starlette(
        routes=_routes(),
        exception_handlers={
            SaysoError: _failed, HTTPException: _not_there, sqlite3.DatabaseError: _failed,
            Exception: _broken,
        },
        lifespan=living,
    )  # fmt: skip
    app.state.desk = desk
    # Around all of it, so that a page on which something broke bears the headers, too.
    return Guard(app, desk)


def _routes() -> list[BaseRoute]:
    return [
        Mount("/static", StaticFiles(directory=STATIC)),
        *pages("/", accounts.beginning),
        *pages("/stories", accounts.stories),
        *pages("/story/{id}", accounts.story),
        *pages("/question/{id}", accounts.question),
        *pages("/timeline", course.timeline),
        *pages("/changes", course.changes),
        *pages("/copies", course.copies),
        *pages("/compare", course.compare),
        *pages("/places", places.places),
        *pages("/reports", reports.reports),
        *pages("/search", search.search),
        *pages("/actors", actors.actors),
        *pages("/actor/{id}", actors.actor),
        *pages("/sides", sides.sides),
        action("/sides/name", sides.name),
        action("/sides/many", sides.name_many),
        action("/sides/rename", sides.rename),
        action("/sides/undo", sides.undo),
        *pages("/pack", packs.ask_for),
        download("/pack.zip", packs.download),
        *pages("/add", add.ask_for),
        action("/add", add.add),
        *pages("/add/{number}", add.adding),
        *pages("/review", review.queue),
        *pages("/review/log", review.log),
        action("/review/accept", review.accept),
        action("/review/reject", review.reject),
        action("/review/correct", review.correct),
        action("/review/miss", review.miss),
        action("/review/undo", review.undo),
        action("/review/bind", review.bind),
        *pages("/report/{id}", report.report),
        *pages("/statement/{id}", report.statement),
    ]


def _failed(request: Request, error: Exception) -> Response:
    status, detail, errors = worded(error)
    return error_response(request, status, detail, errors)


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = "there is no such page" if error.status_code == 404 else error.detail
    return error_response(request, error.status_code, detail)


def _broken(request: Request, error: Exception) -> Response:
    return error_response(request, 500, "something in Sayso broke; where it runs is told what")
