"""The authorities of an installation that holds several: a folder of `boroughs/` for each.

The folder has the name that the authority goes by in commands and addresses, and in it are the
borough's own files. `authority.toml` there may say at which address its site is; without one that
is the installation's own with the folder's name before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomli

from assetmap.borough.files import BadBorough
from assetmap.site_address import read_site_address

_FILE = "authority.toml"
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
# Schemas of PostgreSQL's own, and the folder names that an address could not do without.
_TAKEN = re.compile(r"pg-.*|public|information-schema|www")


@dataclass(frozen=True)
class Authority:
    """One authority: what it goes by, what the borough calls itself, the ONS code of its council,
    and the address of its site, without a slash at the end.
    """

    code: str
    name: str
    ons_code: str
    public_url: str

    @property
    def host(self) -> str:
        """The name of its site's host, without a port."""
        return urlsplit(self.public_url).hostname or ""


def read_authorities(boroughs: Path, shipped: Path, installation_url: str) -> tuple[Authority, ...]:
    """The authorities whose folders are in `boroughs`, by code; none where there is no folder.

    What a folder does not say of its borough stands in the files of the folder `shipped`.
    Raises BadBorough.
    """
    if not boroughs.is_dir():
        return ()
    found = [_read(folder, shipped, installation_url) for folder in _folders(boroughs)]
    for each, other in _with_each_other(found):
        if each.host == other.host:
            raise BadBorough(
                f"{boroughs}: {each.code} and {other.code} both have the address {each.host}: give"
                f" one of them another in its {_FILE}"
            )
        if each.ons_code == other.ons_code:
            raise BadBorough(
                f"{boroughs}: {each.code} and {other.code} both have the authority_code"
                f" {each.ons_code}: each needs its own in its borough.toml"
            )
    return tuple(found)


def _folders(boroughs: Path) -> Iterator[Path]:
    for folder in sorted(boroughs.iterdir()):
        if folder.name.startswith(".") or not folder.is_dir():
            continue
        if not _CODE.fullmatch(folder.name) or _TAKEN.fullmatch(folder.name):
            raise BadBorough(
                f"{folder}: call the folder of an authority by a short name of small letters,"
                " figures and hyphens, such as north-vale"
            )
        yield folder


def _with_each_other(found: list[Authority]) -> Iterator[tuple[Authority, Authority]]:
    """Those that stand side by side when they are put in order by what must be different."""
    for in_order in (
        sorted(found, key=lambda each: each.host),
        sorted(found, key=lambda each: each.ons_code),
    ):
        yield from pairwise(in_order)


def _read(folder: Path, shipped: Path, installation_url: str) -> Authority:
    own = folder / "borough.toml"
    borough = _toml(own if own.is_file() else shipped / own.name)
    said = _toml(folder / _FILE) if (folder / _FILE).is_file() else {}
    if unknown := sorted(said.keys() - {"address"}):
        raise BadBorough(
            f"{folder / _FILE} cannot be used: it has {unknown[0]!r}; it takes address"
        )
    try:
        address = said.get("address", "")
        url = read_site_address(address) if address else _below(installation_url, folder.name)
        return Authority(folder.name, str(borough["name"]), str(borough["authority_code"]), url)
    except KeyError as error:
        raise BadBorough(f"{own} cannot be used: it has no {error.args[0]}") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise BadBorough(f"{folder / _FILE} cannot be used: address: {error}") from error


def _below(installation_url: str, code: str) -> str:
    """The address of an authority's site that says none. An IP address has no names below it, and
    browsers take those below `localhost` for this machine.
    """
    parts = urlsplit(installation_url)
    host = parts.hostname or "localhost"
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        host = "localhost"
    return f"{parts.scheme}://{code}.{host}{f':{parts.port}' if parts.port else ''}"


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadBorough(f"{path} cannot be read: {error}") from error
