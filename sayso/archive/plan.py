"""What a run is to do, fixed when it begins: a run that goes on must be the same one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import sayso
from sayso.archive.inputs import Input
from sayso.errors import ArchiveError
from sayso.intake.options import IntakeOptions

FORMAT = "sayso-archive/1"
# A chunk is closed when it has so many records, or so many bytes of them.
CHUNK_RECORDS = 32
CHUNK_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Shard:
    """The part of a run that one machine does: chunks are dealt out in turn to `count` of them."""

    number: int = 1
    count: int = 1

    def has(self, input_number: int, chunk: int) -> bool:
        """Whether a chunk is its own."""
        return (input_number + chunk) % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


@dataclass(frozen=True, slots=True)
class Plan:
    """The inputs as they were found, how they are taken in, what reads them, and whose part."""

    inputs: tuple[Input, ...]
    options: IntakeOptions
    reader: str
    shard: Shard = Shard()
    records: int = CHUNK_RECORDS
    bytes: int = CHUNK_BYTES

    @property
    def size(self) -> int:
        """The bytes of all inputs."""
        return sum(one.size for one in self.inputs)

    def plain(self) -> dict[str, Any]:
        """The plan as it is written down."""
        about = {"format": FORMAT, "sayso": sayso.__version__, "shard": str(self.shard)}
        taken = {"published": self.options.published, "language": self.options.language}
        return about | {
            "reader": self.reader,
            "options": taken | {"max_bytes": self.options.max_bytes},
            "chunk": {"records": self.records, "bytes": self.bytes},
            "inputs": [asdict(one) for one in self.inputs],
        }


def check_same(path: str, written: str, plan: dict[str, Any]) -> None:
    """ArchiveError where what was begun is not what is planned now."""
    begun = json.loads(written)
    differing = [name for name in plan if begun.get(name) != plan[name]]
    if differing:
        words = f"it was begun with other {', '.join(differing)}"
        raise ArchiveError(path, f"{words}; name another folder, or give what was given then")


def plan_of(plain: dict[str, Any]) -> Plan:
    """The plan that was written down so."""
    number, count = map(int, plain["shard"].split("/"))
    return Plan(
        tuple(Input(**one) for one in plain["inputs"]),
        IntakeOptions(**plain["options"]),
        plain["reader"],
        Shard(number, count),
        **plain["chunk"],
    )
