"""Settings, read from the environment and from nowhere else (the README has the table)."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assetmap.clock import Clock, parse_clock

OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_ATTRIBUTION = "© OpenStreetMap contributors"


class BadSetting(Exception):
    """A setting that cannot be used; the message names it and says how to mend it."""


@dataclass(frozen=True)
class Basemap:
    """The map's background: a tile URL template, an MBTiles file, or neither."""

    tiles: str = ""
    attribution: str = ""
    mbtiles: Path | None = None


@dataclass(frozen=True)
class Config:
    """Everything a running copy can be told. Defaults are safe on an open machine."""

    home: Path = Path("instance")
    secret_key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    clock: Clock = field(default_factory=Clock)
    basemap: Basemap = field(default_factory=Basemap)

    @property
    def database(self) -> Path:
        """The SQLite file that holds the records."""
        return self.home / "assetmap.db"

    @property
    def index(self) -> Path:
        """The folder of the full-text index, which may be deleted at any time."""
        return self.home / "index"

    @property
    def cache(self) -> Path:
        """Files derived from packages; may be deleted at any time."""
        return self.home / "cache"

    @property
    def borough(self) -> Path:
        """The borough's own data files, each of which replaces the shipped one."""
        return self.home / "borough"


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """The configuration in `environ`. Raises BadSetting with a plain message."""
    if environ.get("ASSETMAP_DATABASE_URL"):
        raise BadSetting(
            "ASSETMAP_DATABASE_URL is reserved for PostgreSQL, which this version does not have "
            "yet: unset it to use the SQLite file in ASSETMAP_HOME."
        )
    try:
        clock = parse_clock(environ.get("ASSETMAP_TODAY", ""))
    except ValueError as error:
        raise BadSetting(
            f"ASSETMAP_TODAY is {environ['ASSETMAP_TODAY']!r}: give a date such as 2026-03-16 "
            "or a date and time such as 2026-03-16T10:00."
        ) from error
    return Config(
        home=Path(environ.get("ASSETMAP_HOME") or "instance").absolute(),
        secret_key=environ.get("ASSETMAP_SECRET_KEY") or secrets.token_hex(32),
        clock=clock,
        basemap=_read_basemap(environ),
    )


def _read_basemap(environ: Mapping[str, str]) -> Basemap:
    choice = environ.get("ASSETMAP_BASEMAP", "osm").strip() or "osm"
    attribution = environ.get("ASSETMAP_BASEMAP_ATTRIBUTION", "").strip()
    if choice == "none":
        return Basemap()
    if choice == "osm":
        return Basemap(OSM_TILES, attribution or OSM_ATTRIBUTION)
    if choice.startswith("mbtiles:"):
        try:
            file = Path(choice.removeprefix("mbtiles:")).expanduser()
        except RuntimeError as error:  # `~somebody` who is nobody here
            raise BadSetting(f"ASSETMAP_BASEMAP is {choice!r}: {error}") from error
        if not file.is_file():
            raise BadSetting(f"ASSETMAP_BASEMAP names {file}, and there is no such file.")
        return Basemap("/tiles/{z}/{x}/{y}", attribution or OSM_ATTRIBUTION, file.absolute())
    wanted = ("{z}", "{x}", "{y}")
    if choice.startswith(("https://", "http://")) and all(part in choice for part in wanted):
        if not attribution:
            raise BadSetting(
                "ASSETMAP_BASEMAP is a tile address, so ASSETMAP_BASEMAP_ATTRIBUTION must say "
                "whose map it is."
            )
        return Basemap(choice, attribution)
    raise BadSetting(
        f"ASSETMAP_BASEMAP is {choice!r}: give osm, none, mbtiles:FILE, or an https address "
        "with {z}, {x} and {y} in it."
    )
