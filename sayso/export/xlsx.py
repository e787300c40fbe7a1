"""Rows as a workbook of one sheet: all cells are text or numbers, so that no formula is run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from sayso.export.table import cell

# What XML cannot hold, and how the format writes such a character.
UNHOLDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
MOST_IN_A_CELL = 32_767
WHEN = (1980, 1, 1, 0, 0, 0)  # so that the same rows give the same bytes
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main"'
        f' xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets>'
        '<sheet name="statements" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def workbook(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """The bytes of a workbook with a head and one row a row."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in {**PARTS, "xl/worksheets/sheet1.xml": _sheet(rows, columns)}.items():
            made.writestr(zipfile.ZipInfo(name, WHEN), HEAD + body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    head = {name: name for name in columns}
    lines = "".join(_row([row.get(name) for name in columns]) for row in [head, *rows])
    main = f"{OFFICE}/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'


def _row(values: Iterable[Any]) -> str:
    return f"<row>{''.join(_cells(values))}</row>"


def _cells(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, bool):
            yield f'<c t="b"><v>{int(value)}</v></c>'
        elif isinstance(value, int | float):
            yield f"<c><v>{value}</v></c>"
        else:
            words = UNHOLDABLE.sub(_written, cell(value)[:MOST_IN_A_CELL])
            yield f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def _written(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
