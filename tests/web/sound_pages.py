"""Pages that were inspected: each once, since tests fetch the same ones over and over."""

import re
from functools import cached_property
from hashlib import sha256
from typing import ClassVar

from assetmap.domain.borough.borough import Borough
from tests.web.inspection import Page, defects, fragment_defects

# What a form carries of its visitor's session is another each time, and nothing to be looked at.
_TOKEN = re.compile(r'(<input type="hidden" name="(?:csrf|form)_token" value=")[\w.-]*(?=">)')


class SoundPage:
    """A page in which nothing is wrong; parsed again only where somebody wants to read it."""

    seen: ClassVar[set[tuple[object, ...]]] = set()  # of which nothing was wrong

    def __init__(self, html: str, *, is_part: bool) -> None:
        self._html, self._is_part = html, is_part

    @cached_property
    def page(self) -> Page:
        """What stands in it."""
        return Page(self._html, fragment=self._is_part)


def inspected(
    html: str, borough: Borough, has_samples: bool, *, is_part: bool = False
) -> tuple[SoundPage, list[str]]:
    """A page, or a part of one that a script asked for, and whatever is wrong with it.

    Raises AssertionError where it is not valid.
    """
    sound = SoundPage(html, is_part=is_part)
    mark = sha256(_TOKEN.sub(r"\1", html).encode()).digest()
    key = (mark, borough.help, borough.worried, has_samples, is_part)
    if key in SoundPage.seen:
        return sound, []
    page = sound.page
    found = fragment_defects(page) if is_part else defects(page, borough, sample=has_samples)
    if not found:
        SoundPage.seen.add(key)
    return sound, found
