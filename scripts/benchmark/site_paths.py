"""What is asked of a server here: a path, or `//host/path` where one of several sites is meant."""

from collections.abc import Mapping


def host_and_path(address: str) -> tuple[dict[str, str], str]:
    """The headers that name the site, none for a mere path; and the path with its query."""
    if not address.startswith("//"):
        return {}, address
    host, slash, path = address[2:].partition("/")
    return {"Host": host}, slash + path or "/"


def at_host(host: str, path: str) -> str:
    """The address of a path at a site."""
    return f"//{host}{path}"


def with_host(headers: Mapping[str, str], address: str) -> tuple[dict[str, str], str]:
    """All headers of a question, and its path."""
    named, path = host_and_path(address)
    return {**headers, **named}, path
