"""The address of a website: as a link leads to it, and as two spellings of it share it."""

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """A website as a link may lead to it; empty for what is none."""
    address = text if "//" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return address if is_web and "@" not in parts.netloc and " " not in address else ""


def bare_website(text: str) -> str:
    """Its host without `www.`, and its path; empty for what is none."""
    try:
        parts = urlsplit(web_address(text))
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" if host else ""
