"""Reads `borough.toml`: what belongs to one council, checked where it goes into pages as it is."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assetmap.borough.danger_file import help_line
from assetmap.borough.entries import read_each, read_one, texts_under
from assetmap.domain.borough.borough import (
    AccessibilityStatement,
    Borough,
    Licence,
    Link,
    NamedPlace,
    TransferPolicy,
)
from assetmap.domain.borough.council import Council
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.text import fold
from assetmap.domain.times.bank_holidays import NATIONS, BankHolidays

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME = re.compile(r"[a-z0-9-]+")
# A site that may show the result box: https, unless it is this machine.
_EMBED_HOST = re.compile(
    r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?"
)


def read_borough_file(
    top: Mapping[str, Any], places: tuple[NamedPlace, ...], words: Vocabulary
) -> Borough:
    """The borough of that file, with the places and words of its other files.

    Raises KeyError, TypeError or ValueError where the file cannot be used.
    """
    return Borough(
        name=top["name"],
        title=top["title"],
        strapline=top.get("strapline", ""),
        authority_code=top["authority_code"],
        bank_holidays=BankHolidays(_nation(top)),
        body=top["body"],
        help=read_one("help", top["help"], help_line),
        worried=read_one("worried", top["worried"], help_line),
        advice=read_one("advice", top["advice"], _link),
        statement=AccessibilityStatement(**top["accessibility"]),
        postcode_areas=texts_under(top, "postcode_areas"),
        whole_area_names=texts_under(top, "whole_area_names"),
        embed_hosts=tuple(_embed_host(text) for text in texts_under(top, "embed_hosts")),
        colours=MappingProxyType(
            {
                plain_name(name): plain_colour(value)
                for name, value in top.get("colours", {}).items()
            }
        ),
        places=places,
        words=words,
        urgent=read_each(top, "urgent", help_line),
        council=read_one("council", top["council"], _council) if "council" in top else Council(),
        buses=read_one("buses", top["buses"], _link) if "buses" in top else None,
        visits=_visits(top.get("visits", ())),
        transfer_policy=_transfer_policy(top["transfer_policy"])
        if "transfer_policy" in top
        else None,
        licence=_licence(top["licence"]) if "licence" in top else Licence(),
    )


def _visits(words: Any) -> tuple[str, ...]:
    if not isinstance(words, (list, tuple)):  # of a bare text every letter would be a word
        raise ValueError('visits is a list of words, such as ["surgery", "advice"]')
    if not all(fold(word) for word in words):
        raise ValueError("visits has an empty word")
    return tuple(words)


def _transfer_policy(entry: Mapping[str, Any]) -> TransferPolicy:
    text, url = entry["text"].strip(), web_address(entry["url"].strip())
    if not text or not url:
        raise ValueError("transfer_policy needs a text and a url")
    return TransferPolicy(text, url, entry.get("contact", "").strip())


def _council(entry: Mapping[str, Any]) -> Council:
    pages = {slug: web_address(url) for slug, url in entry.get("pages", {}).items()}
    name = entry["name"].strip()
    if not name:
        raise ValueError("council needs a name")
    return Council(name, MappingProxyType(pages))


def _licence(entry: Mapping[str, Any]) -> Licence:
    name, url = entry["name"].strip(), web_address(entry["url"].strip())
    if not name or not url:
        raise ValueError("licence needs a name and a url")
    return Licence(name, url, entry.get("attribution", "").strip())


def _nation(top: Mapping[str, Any]) -> str:
    """The nation whose bank holidays count. England's where the file is older than the question."""
    nation = str(top.get("nation", "England")).strip().lower()
    if nation not in NATIONS:
        named = ", ".join(name.title() for name in NATIONS)
        raise ValueError(f"nation is {top['nation']!r}: give one of {named}")
    return nation


def _link(entry: Mapping[str, Any]) -> Link:
    return Link(entry["text"], web_address(entry["url"]))


def web_address(text: str) -> str:
    """An address that goes into a link as it is, or nothing; ValueError for anything else."""
    if text and not text.startswith(("https://", "http://")):
        raise ValueError(f"{text!r} is no web address that begins with https://")
    return text


def plain_name(text: str) -> str:
    """A name of small letters, figures and hyphens; ValueError for any other."""
    # Names of colours and of first-level categories go into a style sheet as they are.
    if not _NAME.fullmatch(text):
        raise ValueError(f"{text!r} is no name: small letters, figures and hyphens only")
    return text


def _embed_host(text: str) -> str:
    # Goes into a header as it is, so nothing but one site may pass.
    if not _EMBED_HOST.fullmatch(text):
        raise ValueError(f"{text!r} is no site such as https://www.example.org")
    return text


def plain_colour(text: str) -> str:
    """A colour such as #0b4f6c; ValueError for any other words."""
    # Colours go into a style sheet as they are, so nothing but a plain colour may pass.
    if not _COLOUR.fullmatch(text):
        raise ValueError(f"{text!r} is no colour such as #0b4f6c")
    return text
