"""Reads the signposts from their TOML file."""

from collections.abc import Mapping
from typing import Any

from assetmap.borough.entries import read_each
from assetmap.domain.borough.council import Council
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.text import fold


def read_signposts(file: Mapping[str, Any], council: Council) -> tuple[Signpost, ...]:
    """The signposts in the file, which name the council. Raises KeyError or ValueError."""
    signposts = read_each(file, "signpost", lambda entry: _signpost(entry, council))
    slugs = [each.slug for each in signposts]
    twice = next((slug for slug in slugs if slugs.count(slug) > 1), "")
    if twice:
        raise ValueError(f"there are two signposts called {twice}")
    return signposts


def _signpost(entry: Mapping[str, Any], council: Council) -> Signpost:
    phone = entry.get("phone", "")
    url = council.pages.get(entry["slug"], entry.get("url", ""))
    if not phone and not url:
        raise ValueError(f"the signpost {entry['slug']} needs a phone or a url")
    if url and not url.startswith(("https://", "http://")):  # goes into a link as it is
        raise ValueError(f"{url!r} is no web address that begins with https://")
    return Signpost(
        slug=entry["slug"],
        say=_phrases(entry, "say"),
        text=council.named_in(entry["text"]),
        phone=phone,
        url=url,
        but_not=_phrases(entry, "but_not") if "but_not" in entry else (),
        languages=entry.get("languages", False) is True,
    )


def _phrases(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    phrases = tuple(entry[key])
    empty = [phrase for phrase in phrases if not fold(phrase)]
    if not phrases or empty:
        raise ValueError(f"the signpost {entry['slug']} has an empty phrase under {key}")
    return phrases
