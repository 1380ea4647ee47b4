"""Short forms and other words that people write and no dictionary has: what each stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(r"(?P<before>[(\"“‘]*)(?P<word>\S+?)(?P<after>[.,;:!?)\"”]*)")


@dataclass(frozen=True)
class WrittenOut:
    """A text with its short forms written out, and what was: (`wknd`, `weekend`)."""

    text: str
    swaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ShortForms:
    """`means` is what a short form stands for; `right` are folded words that are right so."""

    means: Mapping[str, str] = field(default_factory=dict)
    right: frozenset[str] = frozenset()

    def write_out(self, text: str) -> WrittenOut:
        """`text` with its short forms written out; marks around a word stay."""
        swaps: dict[str, str] = {}
        words = [self._word(token, swaps) for token in text.split()]
        return WrittenOut(" ".join(words), tuple(swaps.items())) if swaps else WrittenOut(text)

    def _word(self, token: str, swaps: dict[str, str]) -> str:
        match = _TOKEN.fullmatch(token)
        short = match["word"].casefold() if match else ""
        if match is None or short not in self.means:
            return token
        swaps[match["word"]] = self.means[short]
        return f"{match['before']}{self.means[short]}{match['after']}"
