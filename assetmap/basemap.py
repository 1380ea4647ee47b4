"""The settings of the map's background: tiles of somebody else, a file of one's own, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_ATTRIBUTION = "© OpenStreetMap contributors"


@dataclass(frozen=True)
class Basemap:
    """The map's background: a tile URL template, an MBTiles file, or neither."""

    tiles: str = ""
    attribution: str = ""
    mbtiles: Path | None = None


def read_basemap(environ: Mapping[str, str]) -> Basemap:
    """The background that `environ` names. Raises ValueError with a plain message."""
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
            raise ValueError(f"ASSETMAP_BASEMAP is {choice!r}: {error}") from error
        if not file.is_file():
            raise ValueError(f"ASSETMAP_BASEMAP names {file}, and there is no such file.")
        return Basemap("/tiles/{z}/{x}/{y}", attribution or OSM_ATTRIBUTION, file.absolute())
    wanted = ("{z}", "{x}", "{y}")
    if choice.startswith(("https://", "http://")) and all(part in choice for part in wanted):
        if not attribution:
            raise ValueError(
                "ASSETMAP_BASEMAP is a tile address, so ASSETMAP_BASEMAP_ATTRIBUTION must say "
                "whose map it is."
            )
        return Basemap(choice, attribution)
    raise ValueError(
        f"ASSETMAP_BASEMAP is {choice!r}: give osm, none, mbtiles:FILE, or an https address "
        "with {z}, {x} and {y} in it."
    )
