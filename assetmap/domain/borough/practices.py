"""Doctors' surgeries, each with a page of what is near it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Practice:
    """A surgery. `code` stands in addresses; `is_sample` marks one that is invented."""

    code: str
    name: str
    postcode: str
    phone: str = ""
    website: str = ""
    is_sample: bool = False
