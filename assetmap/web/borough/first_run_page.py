"""`/work/set-up`: the steps of setting a borough up, in words, and what the map looks like."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from assetmap.basemap import OSM_TILES, Basemap
from assetmap.config import Config
from assetmap.domain.borough.setup_step import SetupOutcome, SetupStep
from assetmap.domain.validation import Problem
from assetmap.services.borough.first_run import Step, StepState

_ZOOM = 12  # a picture of six kilometres each way: streets with their names
_TASKS: dict[str, tuple[str, str]] = {  # what each step is called, and where it is done
    "name": ("Name and area", "/work/borough/name"),
    "phone-lines": ("Phone lines", "/work/borough/phone-lines"),
    "categories": ("Categories", "/work/borough/categories"),
    "school-terms": ("School terms", "/work/borough/school-terms"),
    "areas": ("Wards and patches", "/work/areas"),
    "sample": ("Sample listings", "/work/sample"),
    "listings": ("Your own listings", "/work/imports"),
    "people": ("A second admin", "/work/people"),
    "address": ("Public address", "#address"),
    "mail": ("Email", "#mail"),
    "map": ("Street map", "#map"),
}
_GROUPS = (
    ("Your borough", ("name", "phone-lines", "categories", "school-terms", "areas")),
    ("Listings and people", ("sample", "listings", "people")),
    ("The server", ("address", "mail", "map")),
)
ADDRESS_LINE = "ASSETMAP_PUBLIC_URL=https://directory.example.org"
_MAIL_LINES = (
    "ASSETMAP_MAIL=smtp://user:password@mail.example.org:587",
    'ASSETMAP_MAIL_FROM="Our Directory <directory@example.org>"',
)
_LOOKS = {
    StepState.NOT_STARTED: "tag--plain",
    StepState.STARTED: "tag--warn",
    StepState.PROBLEM: "tag--alert",
}


@dataclass(frozen=True)
class Task:
    """A line of the task list. `keep` are the words of a button; empty for none."""

    name: str
    title: str
    url: str
    says: str
    state: str
    look: str  # the class of the state's tag
    keep: str
    is_kept: bool


@dataclass(frozen=True)
class TaskGroup:
    """Some tasks under a heading."""

    heading: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class TrialWords:
    """What came of trying something, and when."""

    is_well: bool
    says: str
    on: str


@dataclass(frozen=True)
class MapChoice:
    """One way to have a street map: the lines to set, and whom visitors' browsers then ask."""

    title: str
    lines: tuple[str, ...]
    asks: str
    is_chosen: bool


@dataclass(frozen=True)
class MapTile:
    """A real picture of the street map: its address, and where it comes from."""

    url: str
    source: str


@dataclass(frozen=True)
class FirstRunPage:
    """`/work/set-up`."""

    title: str
    left: int
    count: int
    groups: tuple[TaskGroup, ...]
    public_url: str
    is_url_given: bool
    mail: str  # `mail.example.org:587`; empty when letters go into the outbox
    mail_lines: tuple[str, ...]  # what to set for a mail server
    mail_from: str
    outbox: str
    choices: tuple[MapChoice, ...]
    attribution: str  # of the drawn map
    tile: MapTile | None = None
    tile_attribution: str = ""
    address_trial: TrialWords | None = None
    mail_trial: TrialWords | None = None
    address_line: str = ADDRESS_LINE  # what to set for a public address
    to: str = ""  # what was typed as the address of a test letter
    problems: tuple[Problem, ...] = ()


def task_groups(steps: Sequence[Step]) -> tuple[TaskGroup, ...]:
    """The steps as the task list has them."""
    known = {each.name: _task(each) for each in steps}
    return tuple(
        TaskGroup(heading, tuple(known[name] for name in names)) for heading, names in _GROUPS
    )


def _task(step: Step) -> Task:
    title, url = _TASKS[step.name]
    keep = "" if step.state.is_over else step.keep
    look, is_kept = _LOOKS.get(step.state, ""), step.state is StepState.KEPT
    return Task(step.name, title, url, step.says, str(step.state), look, keep, is_kept)


def trial_words(step: SetupStep | None, on: str) -> TrialWords | None:
    """What came of trying a step; None when it was never tried."""
    if step is None or step.outcome is SetupOutcome.KEPT:
        return None
    return TrialWords(step.outcome is SetupOutcome.WELL, step.says, on)


def mail_lines(config: Config) -> tuple[str, ...]:
    """What to set for a mail server; the public address too, without which none is taken."""
    return _MAIL_LINES if config.public_url_given else (*_MAIL_LINES, ADDRESS_LINE)


def map_choices(basemap: Basemap) -> tuple[MapChoice, ...]:
    """The ways to have a street map or none, as docs/settings.md has them."""
    is_osm = basemap.tiles == OSM_TILES
    is_service = bool(basemap.tiles and not basemap.mbtiles and not is_osm)
    service = (
        'ASSETMAP_BASEMAP="https://tiles.example.org/{z}/{x}/{y}.png"',
        'ASSETMAP_BASEMAP_ATTRIBUTION="© OpenStreetMap contributors"',
    )
    return (
        MapChoice(
            *("Drawn by this program from postcodes", ("ASSETMAP_BASEMAP=none",)),
            "Nobody else is asked. It shows places and built-up ground, and no streets.",
            not basemap.tiles,
        ),
        MapChoice(
            *("A file of your own", ("ASSETMAP_BASEMAP=mbtiles:/srv/borough.mbtiles",)),
            "Nobody else is asked. Somebody has to cut your borough out of OpenStreetMap’s data.",
            bool(basemap.mbtiles),
        ),
        MapChoice(
            *("OpenStreetMap’s servers", ("ASSETMAP_BASEMAP=osm",)),
            "For each map, a visitor’s browser asks tile.openstreetmap.org for pictures, which so "
            "learns their internet address. It is free, and not meant for busy sites.",
            is_osm,
        ),
        MapChoice(
            *("A tile service that you have an account with", service),
            "For each map, a visitor’s browser asks that service for pictures, which so learns "
            "their internet address.",
            is_service,
        ),
    )


def map_tile(config: Config, corners: Sequence[tuple[float, float]]) -> MapTile | None:
    """A tile in the middle of some corners, (lat, lon) in degrees; None without a street map."""
    basemap = config.basemap
    if not basemap.tiles or not corners:
        return None
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    x, y = tile_at((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, _ZOOM)
    url = basemap.tiles
    parts = {"{z}": str(_ZOOM), "{x}": str(x), "{y}": str(y), "{s}": "a", "{r}": ""}
    for name, value in parts.items():
        url = url.replace(name, value)
    return MapTile(url, "your own file" if basemap.mbtiles else urlsplit(url).netloc)


def tile_at(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """The tile of a point in degrees: columns from the west, rows from the north, as all of the
    web's maps count them (EPSG:3857).
    """
    across = 1 << zoom
    x = int((lon + 180) / 360 * across)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * across)
    return x, y
