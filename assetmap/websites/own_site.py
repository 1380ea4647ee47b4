"""What the directory says of itself when it asks others, and which hosts are its own."""

from urllib.parse import urlsplit

from assetmap.config import Config


def own_hosts(config: Config) -> frozenset[str]:
    """The hosts at which the directory itself answers; they are never asked."""
    hosts = (urlsplit(url).hostname for url in (config.public_url, config.served_url) if url)
    return frozenset(host for host in hosts if host)


def about(config: Config) -> str:
    """Where one can read who asks; empty where nobody could open it."""
    return config.public_url if config.has_public_url else ""
