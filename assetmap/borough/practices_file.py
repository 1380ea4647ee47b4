"""Reads the borough's surgeries from their TOML file."""

import re
from collections.abc import Mapping
from typing import Any

from assetmap.borough.borough_file import web_address
from assetmap.borough.entries import read_each
from assetmap.domain.borough.practices import Practice
from assetmap.domain.phone import phone_parts
from assetmap.domain.place import parse_postcode

_CODE = re.compile(r"[A-Za-z0-9-]{2,20}")


def read_practices(file: Mapping[str, Any]) -> tuple[Practice, ...]:
    """The surgeries, in the order of the file. Raises KeyError, TypeError or ValueError."""
    found = read_each(file, "practice", _practice)
    codes = [each.code.casefold() for each in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"two practices have the code {twice[0]}: give each its own")
    return found


def _practice(entry: Mapping[str, Any]) -> Practice:
    code, name, postcode = (str(entry[key]).strip() for key in ("code", "name", "postcode"))
    if not _CODE.fullmatch(code):
        raise ValueError(f"the code {code!r}: 2 to 20 letters, figures and hyphens only")
    if not name:
        raise ValueError(f"the practice {code} has no name")
    where = parse_postcode(postcode)
    if where is None:
        raise ValueError(f"the practice {name} has no proper postcode: {postcode}")
    phone = str(entry.get("phone", "")).strip()
    if phone and not any(part.tel for part in phone_parts(phone)):
        raise ValueError(f"the phone of {name}, {phone}, is no number that can be rung")
    website = web_address(str(entry.get("website", "")).strip())
    return Practice(code, name, str(where), phone, website, entry.get("sample") is True)
