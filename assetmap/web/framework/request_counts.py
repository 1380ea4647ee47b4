"""Counts requests and how long they take, by the pattern of their address and nothing of anybody.

Several processes serve. Where `assetmap serve` names a folder for it, each keeps its figures there
and whoever is asked gives the sum; without one (in tests) the app has its own. Where there are
several authorities each figure names its own, and each is told its own alone.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as the library calls it
UNCOUNTED = ("/healthz", "/metrics")  # asked by programs that watch the site
_EXTENSION = "assetmap.request_counts"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class RequestCounts:
    """The figures of one app, which is an authority's where there are several."""

    def __init__(self, authority: str = "") -> None:
        self._own = CollectorRegistry()
        self._authority = authority
        whose = ("authority",) if authority else ()
        self._requests = Counter(
            "assetmap_requests",
            "Requests answered, by the pattern of the address and the class of the status",
            (*whose, "route", "status"),
            registry=self._own,
        )
        self._seconds = Histogram(
            "assetmap_request_seconds",
            "Seconds until an answer begins, by the pattern of the address",
            (*whose, "route"),
            buckets=_SECONDS,
            registry=self._own,
        )

    def add(self, route: str, status: int, seconds: float) -> None:
        """Count one more. Figures that cannot be kept are left out: nobody's page depends on it."""
        whose = (self._authority,) if self._authority else ()
        with suppress(OSError, ValueError):
            self._requests.labels(*whose, route, f"{status // 100}xx").inc()
            self._seconds.labels(*whose, route).observe(seconds)

    def registry(self) -> CollectorRegistry:
        """What holds the figures of all processes."""
        if not os.environ.get(FOLDER):
            return self._own
        summed = CollectorRegistry()
        every = MultiProcessCollector(None)  # type: ignore[no-untyped-call]
        summed.register(_Own(every, self._authority))
        return summed


class _Own(Collector):
    """The figures of one authority among those of all."""

    def __init__(self, every: Collector, authority: str) -> None:
        self._every, self._authority = every, authority

    def collect(self) -> Iterator[Metric]:
        """Each figure without the samples of others."""
        for metric in self._every.collect():
            metric.samples = [
                each
                for each in metric.samples
                if each.labels.get("authority", "") == self._authority
            ]
            yield metric


@cache
def _counts_of(authority: str) -> RequestCounts:
    """Of each authority once a process, however often its app is made: the library keeps each."""
    return RequestCounts(authority)


def add_request_counts(app: Flask, authority: str = "") -> None:
    """Count every request to the app but those of programs that watch it."""
    is_told_together = bool(os.environ.get(FOLDER))
    counts = _counts_of(authority) if is_told_together else RequestCounts(authority)
    app.extensions[_EXTENSION] = counts

    def begin() -> None:
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        if route not in UNCOUNTED and "began" in g:
            counts.add(route, response.status_code, time.perf_counter() - g.began)
        return response

    # Before everything else, so that its time is all of it.
    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request_funcs.setdefault(None, []).insert(0, end)  # the last to be called


def request_counts(app: Flask) -> RequestCounts:
    """The figures of an app."""
    counts: RequestCounts = app.extensions[_EXTENSION]
    return counts
