"""What the find page weighs over the wire: all that a browser fetches for it, map included."""

import re
from collections.abc import Iterator
from html import unescape
from posixpath import dirname, normpath

import brotli

from scripts.benchmark.fetching import Fetched, fetch

_LINKED = re.compile(
    r'<(?:link|script)\b[^>]*?\b(?:href|src)="(/[^"]+)"'
    r'|\bdata-(?:points|basemap|leaflet-js|leaflet-css)="(/[^"]+)"'
)
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*["'](\.{1,2}/[^"']+)["']""")


def weigh(port: int, page: str = "/find") -> list[Fetched]:
    """Everything that `page` fetches, itself first; tiles are not among it."""
    waiting, seen, fetched = [page], {page}, []
    while waiting:
        path = waiting.pop(0)
        one = fetch(port, path)
        fetched.append(one)
        for linked in _linked(one):
            # A module imported by its bare name is another address than the same file with a mark.
            if linked not in seen:
                seen.add(linked)
                waiting.append(linked)
    return fetched


def _linked(fetched: Fetched) -> Iterator[str]:
    bare = fetched.path.partition("?")[0]
    if bare.endswith(".js") and not bare.startswith("/vendor/"):
        for name in _IMPORTED.findall(_text(fetched)):
            yield normpath(f"{dirname(bare)}/{name}")
    elif fetched.headers.get("content-type", "").startswith("text/html"):
        for first, second in _LINKED.findall(_text(fetched)):
            yield unescape(first or second)


def _text(fetched: Fetched) -> str:
    is_br = fetched.headers.get("content-encoding") == "br"
    return (brotli.decompress(fetched.body) if is_br else fetched.body).decode("utf-8")
