"""The calendar of everything: what the first who asks for it waits for, and who asks again."""

from dataclasses import dataclass

from assetmap.services.feed_cache import FeedCache
from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.in_process import InProcess
from scripts.benchmark.loading import percentile
from scripts.benchmark.processes import Failed

ADDRESS = "/whats-on.ics"
_TIMES = 7  # fewer than a visitor may fetch in a minute


@dataclass(frozen=True)
class FeedTiming:
    """Milliseconds (the middle of several): written anew, from memory, and 304; its size."""

    cold: float
    kept: float
    unchanged: float
    series: int
    bytes: int


def measure_feeds(app: InProcess) -> FeedTiming:
    """Fetch the calendar of everything in each of the three ways."""
    context = app.context
    context.directory_cache.current()
    cold = []
    for _ in range(_TIMES):
        context.feeds = FeedCache(context.config.public_url)
        cold.append(app.ask(ADDRESS))
    whole = app.fetch(ADDRESS, {})
    mark = {**LIKE_A_BROWSER, "If-None-Match": whole.headers["ETag"]}
    if app.fetch(ADDRESS, mark).status_code != 304:
        raise Failed(f"{ADDRESS} is sent again though nothing has changed")
    return FeedTiming(
        percentile(cold, 50),
        percentile([app.ask(ADDRESS) for _ in range(_TIMES)], 50),
        percentile([app.ask(ADDRESS, mark) for _ in range(_TIMES)], 50),
        whole.data.count(b"BEGIN:VEVENT"),
        len(whole.data),
    )
