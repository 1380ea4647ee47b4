"""Installations with two authorities for tests: folders of boroughs, each with what differs."""

from dataclasses import replace
from pathlib import Path

from assetmap.config import Config
from assetmap.paths import BOROUGH
from tests.conftest import config_at

THURROCK, CASTLE_POINT = "thurrock", "castle-point"  # the shipped borough, and one beside it
_NAME, _ONS_CODE = 'name = "Thurrock"\n', '"E06000034"'


def add_borough(boroughs: Path, code: str, **changes: str) -> Path:
    """A folder for an authority: the shipped borough file with another `name` or `ons_code`."""
    folder = boroughs / code
    folder.mkdir(parents=True)
    if changes:
        text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
        text = text.replace(_NAME, f'name = "{changes["name"]}"\n', 1)
        text = text.replace(_ONS_CODE, f'"{changes["ons_code"]}"')
        (folder / "borough.toml").write_text(text, encoding="utf-8")
    return folder


def add_two_boroughs(home: Path) -> Path:
    """Thurrock as it ships and Castle Point beside it, in a data directory; gives their folder."""
    add_borough(home / "boroughs", THURROCK)
    add_borough(home / "boroughs", CASTLE_POINT, name="Castle Point", ons_code="E07000069")
    return home / "boroughs"


def installation_config(home: Path, postcode_cache: Path, **changes: object) -> Config:
    """The settings of an installation with two authorities, on a Monday; no key is given."""
    config = config_at(home, postcode_cache)
    add_two_boroughs(home)
    return replace(config, **{"secret_key": "", **changes})  # type: ignore[arg-type]
