"""What a person says of a report, where the report itself does not say it."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import Item, report_id


def filled(item: Item, outlet: str | None, address: str | None) -> Item:
    """The item with its outlet and address as given, as far as its report bears none."""
    report = item.report
    url, publisher = report.url or address, report.publisher or outlet
    key = report_id(report.text_sha256, url, publisher)
    return replace(item, report=replace(report, id=key, url=url, publisher=publisher))
