"""Reads a borough from its TOML files: the shipped ones, each replaced by the borough's own."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assetmap.domain.borough import Borough, HelpLine, Link, NamedPlace
from assetmap.domain.place import parse_postcode
from assetmap.domain.vocabulary import Category, Need, Term, Vocabulary

FILES = ("borough", "categories", "audiences", "access", "needs", "places")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SLUG = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")


class BadBorough(Exception):
    """A borough file that cannot be used; the message names the file and the mend."""


def read_borough(shipped: Path, own: Path) -> Borough:
    """The borough in `shipped`, where each file that also stands in `own` comes from there.

    Raises BadBorough.
    """
    files = {name: _read(_chosen(name, shipped, own)) for name in FILES}
    try:
        return _borough(files)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadBorough(
            f"the borough's files in {own} or {shipped} cannot be used: {_what(error)}"
        ) from error


def _chosen(name: str, shipped: Path, own: Path) -> Path:
    mine = own / f"{name}.toml"
    return mine if mine.is_file() else shipped / f"{name}.toml"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadBorough(f"{path} cannot be read: {error}") from error


def _what(error: Exception) -> str:
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def _borough(files: Mapping[str, Mapping[str, Any]]) -> Borough:
    top = files["borough"]
    return Borough(
        name=top["name"],
        title=top["title"],
        strapline=top.get("strapline", ""),
        authority_code=top["authority_code"],
        body=top["body"],
        help=HelpLine(**top["help"]),
        worried=HelpLine(**top["worried"]),
        advice=Link(**top["advice"]),
        postcode_areas=tuple(top.get("postcode_areas", ())),
        whole_area_names=tuple(top.get("whole_area_names", ())),
        colours={name: _colour(value) for name, value in top.get("colours", {}).items()},
        places=tuple(_place(place) for place in files["places"].get("place", ())),
        words=_vocabulary(files),
    )


def _vocabulary(files: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    words = Vocabulary(
        categories=tuple(_category(entry) for entry in files["categories"]["category"]),
        audiences=tuple(Term(**entry) for entry in files["audiences"].get("audience", ())),
        access=tuple(Term(**entry) for entry in files["access"].get("access", ())),
        needs=tuple(_need(entry) for entry in files["needs"].get("need", ())),
    )
    for need in words.needs:
        for slug in need.categories:
            if slug not in words.category:
                raise ValueError(f"the need {need.slug} names a category {slug} that is not there")
    return words


def _need(entry: Mapping[str, Any]) -> Need:
    return Need(
        _slug(entry["slug"]),
        entry["label"],
        entry.get("hint", ""),
        entry.get("icon", "map-pin"),
        tuple(entry["categories"]),
    )


def _category(entry: Mapping[str, Any], parent: Category | None = None) -> Category:
    slug = _slug(entry["slug"])
    if parent is not None and not slug.startswith(f"{parent.slug}/"):
        raise ValueError(f"the category {slug} stands within {parent.slug} but is not named so")
    icon = entry.get("icon", parent.icon if parent else "map-pin")
    colour = _colour(entry.get("colour", parent.colour if parent else "#37474f"))
    itself = Category(slug, entry["label"], entry.get("hint", ""), icon, colour)
    within = tuple(_category(child, itself) for child in entry.get("within", ()))
    return Category(slug, itself.label, itself.hint, icon, colour, within)


def _place(entry: Mapping[str, Any]) -> NamedPlace:
    if parse_postcode(entry["postcode"]) is None:
        raise ValueError(f"the place {entry['name']} has no proper postcode: {entry['postcode']}")
    return NamedPlace(entry["name"], entry["postcode"], tuple(entry.get("aliases", ())))


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is no slug: small letters, figures and hyphens only")
    return text


def _colour(text: str) -> str:
    # Colours go into a style sheet as they are, so nothing but a plain colour may pass.
    if not _COLOUR.fullmatch(text):
        raise ValueError(f"{text!r} is no colour such as #0b4f6c")
    return text
