"""Templates filled in; every word of a report is text and nothing else."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sayso.export.markup import counted, dated, drawn, plain, web_address

HERE = Path(__file__).parent
STATIC = HERE / "static"


def rendered(template: str, shown: dict[str, Any]) -> str:
    """The page that a template makes of what is to be shown."""
    return _environment().get_template(template).render(shown)


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"plain": plain, "dated": dated, "drawn": drawn, "web_address": web_address}
    made.globals |= {"static": _static, "counted": counted}
    return made


@functools.cache
def _static(name: str) -> str:
    """The address of a static file, another one when the file is another."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
