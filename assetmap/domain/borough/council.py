"""The council, as a signpost names it and leads to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Council:
    """Its name within a sentence, and addresses of its website by the slug of a signpost."""

    name: str = "the council"
    pages: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, text: str) -> str:
        """A sentence with the council's name for `{council}`."""
        named = text.replace("{council}", self.name)
        return named[:1].upper() + named[1:]
