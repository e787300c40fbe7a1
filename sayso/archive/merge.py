"""Shards of one run, each an archive of its own → the archive that one whole run makes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from sayso.archive.chunks import Kept, Key
from sayso.archive.finish import MANIFEST
from sayso.archive.place import Place, place_at
from sayso.archive.plan import Plan, Shard, plan_of
from sayso.errors import ArchiveError


class _Several:
    """The chunks of several places, to be read; ArchiveError where a place has none any more."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.where: dict[Key, Kept] = {}
        for place in places:
            try:
                self.where |= dict.fromkeys(place.chunks.keys(), place.chunks)
            except FileNotFoundError as error:
                raise ArchiveError(place.name, "its chunks are gone") from error

    def keys(self) -> Iterator[Key]:
        return iter(self.where)

    def open(self, key: Key) -> BinaryIO:
        return self.where[key].open(key)


def merge(parts: Sequence[str | Path], out: str | Path) -> dict[str, Any]:
    """Make shards, in folders or at addresses, into one archive and give its manifest; ArchiveError
    where one is missing, not whole, or of another run."""
    places = [place_at(part) for part in parts]
    plans = [_plan(part) for part in places]
    whole = {json.dumps(replace(plan, shard=Shard()).plain()) for plan in plans}
    if len(whole) > 1:
        raise ArchiveError(places[-1].name, "these are shards of runs that differ")
    made = place_at(out)
    count = plans[0].shard.count
    missing = set(range(1, count + 1)) - {plan.shard.number for plan in plans}
    if missing or len(plans) != count:
        words = f"of {count} shards each must be given once"
        named = f"; missing: {', '.join(map(str, sorted(missing)))}" if missing else ""
        raise ArchiveError(made.name, words + named)
    if made.has_other():
        raise ArchiveError(made.name, "the folder is not empty; name another")
    store = _Several(places)
    return made.finish(replace(plans[0], shard=Shard()), store)


def _plan(part: Place) -> Plan:
    text = part.text(MANIFEST)
    if text is None:
        raise ArchiveError(part.name, "there is no shard that is done")
    plan = plan_of(json.loads(text)["plan"])
    if plan.shard.count == 1:
        raise ArchiveError(part.name, "this is a whole archive, no shard of one")
    return plan
