"""Reads `open_referral.toml`: which of the LGA's service types each category is."""

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import Any


def read_service_types(
    top: Mapping[str, Any], categories: Container[str], *, is_own: bool
) -> Mapping[str, int]:
    """The number of a service type for each category that has one.

    The shipped file is left to fit whatever categories a borough has; in a borough's own, one that
    is not there is a slip. Raises ValueError or TypeError where the file cannot be used.
    """
    found: dict[str, int] = {}
    for slug, number in dict(top.get("service_types", {})).items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise ValueError(f"{slug} is {number!r}: give the number of a service type")
        if slug in categories:
            found[slug] = number
        elif is_own:
            raise ValueError(f"service_types names a category {slug} that is not there")
    return MappingProxyType(found)
