"""The web addresses in the borough's files: whether a browser could go there."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from assetmap.domain.borough.borough import Borough
from assetmap.services.borough.change_problem import ChangeProblem, quoted

_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+|localhost|127\.0\.0\.1", re.IGNORECASE)


def address_problems(borough: Borough) -> Iterator[ChangeProblem]:
    """The addresses that are none; nothing of one that is left out where it may be."""
    for file, place, url in _addresses(borough):
        if url and not is_web_address(url):
            message = (
                f"{quoted(url)} is not a web address. Copy it whole from the browser: it begins "
                "with https://."
            )
            yield ChangeProblem(file, place, message)
    if not borough.advice.url:
        message = "The link to more advice leads nowhere. Give its web address."
        yield ChangeProblem("borough", "advice.url", message)


def is_web_address(text: str) -> bool:
    """Whether a text is the whole address of a page: `https://`, a site, and no blanks."""
    try:
        parts = urlsplit(text)
        site, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or re.search(r"[\s<>\"]", text):
        return False
    return _SITE.fullmatch(site.encode("idna").decode() if _can_be_idna(site) else "") is not None


def _can_be_idna(site: str) -> bool:
    try:
        site.encode("idna")
    except UnicodeError:
        return False
    return True


def _addresses(borough: Borough) -> Iterator[tuple[str, str, str]]:
    """Each with its file and its place there."""
    yield "borough", "advice.url", borough.advice.url
    yield "borough", "licence.url", borough.licence.url
    if borough.buses:
        yield "borough", "buses.url", borough.buses.url
    if borough.transfer_policy:
        yield "borough", "transfer_policy.url", borough.transfer_policy.url
    yield "danger", "leave_url", borough.danger.leave_url
    yield from (("needs", need.slug, need.advice_url) for need in borough.words.needs)
    yield from (("signposts", each.slug, each.url) for each in borough.signposts)
    yield from (("practices", each.code, each.website) for each in borough.practices)
