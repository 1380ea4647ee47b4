"""One request to a server of this machine."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass

from scripts.benchmark.processes import HOST, Failed
from scripts.benchmark.site_paths import with_host

LIKE_A_BROWSER = {"Accept-Encoding": "br, gzip"}


@dataclass(frozen=True)
class Fetched:
    """An answer as it came over the wire."""

    path: str
    body: bytes
    headers: Mapping[str, str]  # by name in small letters

    @property
    def head_length(self) -> int:
        """About how many bytes the status line and the headers take."""
        lines = [f"{name}: {value}" for name, value in self.headers.items()]
        return sum(len(line.encode()) + 2 for line in ("HTTP/1.1 200 OK", "", *lines))


def fetch(port: int, path: str, headers: Mapping[str, str] = LIKE_A_BROWSER) -> Fetched:
    """What `path`, or `//host/path`, answers to a browser. Raises Failed unless that is a 200."""
    headers, asked = with_host(headers, path)
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", asked, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise Failed(f"{path} answered {answer.status}: {body[:300]!r}")
    return Fetched(path, body, {name.lower(): value for name, value in answer.getheaders()})


def if_unchanged(port: int, path: str) -> dict[str, str]:
    """The headers of a browser that fetched `path` before and asks whether it is still that."""
    return {**LIKE_A_BROWSER, "If-None-Match": fetch(port, path).headers.get("etag", "")}
