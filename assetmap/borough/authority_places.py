"""The towns and villages of one authority of several, read without the rest of its borough."""

from pathlib import Path

import tomli

from assetmap.borough.authorities import Authority
from assetmap.borough.files import BadBorough
from assetmap.borough.places_file import read_places
from assetmap.domain.borough.borough import NamedPlace

_FILE = "places.toml"


def read_authority_places(
    boroughs: Path, shipped: Path, authority: Authority
) -> tuple[NamedPlace, ...]:
    """The places that the authority's own file names; without one, those of the file in `shipped`
    where that is about this authority. Raises BadBorough.
    """
    own = boroughs / authority.code / _FILE
    path = own if own.is_file() else shipped / _FILE
    try:
        file = tomli.loads(path.read_text(encoding="utf-8"))
        if path != own and file.get("authority_code") != authority.ons_code:
            return ()
        return read_places(file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadBorough(f"{path} cannot be used: {error}") from error
