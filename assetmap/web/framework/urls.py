"""Addresses of questions."""

from urllib.parse import urlencode

from assetmap.domain.search.query import Search


def address(search: Search, path: str = "/find") -> str:
    """The address of a question, on the find page or as data."""
    query = search.query_string()
    return f"{path}?{query}" if query else path


def link_to(parameters: dict[str, str]) -> str:
    """An address of the find page with these parameters."""
    return f"/find?{urlencode(parameters)}"
