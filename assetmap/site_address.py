"""The address of a site: scheme, host and port, and nothing after them."""

import re
from urllib.parse import SplitResult, urlsplit

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9a-f:.]*:[0-9a-f:.]*")


def read_site_address(text: str) -> str:
    """A site's own address without a slash at its end, such as `https://directory.example.org`.

    Raises ValueError. What was given is not repeated: people paste addresses with passwords in
    them.
    """
    parts = split_address(text)
    is_web = parts is not None and parts.scheme in {"http", "https"} and "@" not in parts.netloc
    if parts is None or not is_web or goes_on(parts):
        raise ValueError(
            "give the site's own address and nothing after it, such as"
            " https://directory.example.org."
        )
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(':')}"


def split_address(address: str) -> SplitResult | None:
    """An address in its parts, or None when it has no proper host and port.

    The library's own errors repeat what was given, so they are not passed on.
    """
    try:
        parts = urlsplit(address)
        is_right = parts.port != 0 and bool(_HOST.fullmatch(parts.hostname or ""))
    except ValueError:
        return None
    return parts if is_right and address.isascii() and address.isprintable() else None


def goes_on(parts: SplitResult) -> bool:
    """Whether anything but a slash stands after the host."""
    return parts.path not in {"", "/"} or bool(parts.query or parts.fragment)
