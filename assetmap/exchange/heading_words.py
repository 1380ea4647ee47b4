"""The words of a heading, however it runs them together: `locationVisible`, `OS_Easting`."""

import re

from assetmap.domain.text import fold

_RUN_TOGETHER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def heading_words(heading: str) -> tuple[str, ...]:
    """The folded words, in order."""
    return tuple(fold(_RUN_TOGETHER.sub(" ", heading)).split())
