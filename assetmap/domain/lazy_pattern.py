"""A regular expression that is compiled when it is first used.

The program reads sentences, files and forms with hundreds of long patterns. To compile them all
takes a third of a second: too long for a command, or a server that starts, that may need none.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class LazyPattern:
    """Behaves as `re.compile(source, flags)` does, but for when a wrong source is refused."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)

    # Looked up once for each pattern: a call costs no more than one of the pattern itself.
    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As `re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As `re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """As `re.Pattern.findall`."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """As `re.Pattern.sub`."""
        return self.compiled.sub


AnyPattern = re.Pattern[str] | LazyPattern
