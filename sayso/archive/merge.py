"""The shards of one run → the archive that one whole run makes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from sayso.archive.chunks import Folder, Key
from sayso.archive.finish import MANIFEST, finish
from sayso.archive.place import CHUNKS, Local
from sayso.archive.plan import Plan, Shard, plan_of
from sayso.errors import ArchiveError


class _Several:
    """The chunks of several folders, to be read."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self.where = {key: folder for folder in folders for key in folder.keys()}  # noqa: SIM118

    def keys(self) -> Iterator[Key]:
        return iter(self.where)

    def open(self, key: Key) -> BinaryIO:
        return self.where[key].open(key)


def merge(parts: Sequence[Path], out: Path) -> dict[str, Any]:
    """Make shards into one archive and give its manifest; ArchiveError where one is missing, not
    whole, or of another run."""
    plans = [_plan(part) for part in parts]
    whole = {json.dumps(replace(plan, shard=Shard()).plain()) for plan in plans}
    if len(whole) > 1:
        raise ArchiveError(str(parts[-1]), "these are shards of runs that differ")
    count = plans[0].shard.count
    missing = set(range(1, count + 1)) - {plan.shard.number for plan in plans}
    if missing or len(plans) != count:
        words = f"of {count} shards each must be given once"
        named = f"; missing: {', '.join(map(str, sorted(missing)))}" if missing else ""
        raise ArchiveError(str(out), words + named)
    if Local(out).has_other():
        raise ArchiveError(str(out), "the folder is not empty; name another")
    store = _Several([Local(part).chunks for part in parts])
    return finish(replace(plans[0], shard=Shard()), store, out, keep=False)


def _plan(part: Path) -> Plan:
    try:
        manifest = json.loads((part / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ArchiveError(str(part), "there is no shard that is done") from error
    if not (part / CHUNKS).is_dir():
        raise ArchiveError(str(part), "this is a whole archive, no shard of one")
    return plan_of(manifest["plan"])
