"""`/metrics`: figures for Prometheus, for this machine alone or for who knows the token."""

import hmac
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assetmap.services.admin.measures import Measures, measures
from assetmap.storage.store import StoreError
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.request_context import context
from assetmap.web.framework.request_counts import request_counts

# What servers in front say of whom they ask for. Behind one every request comes from this machine.
_FORWARDING = frozenset(
    ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")
)
_FORWARDED = ("x-forwarded", "x-original", "x-envoy")
_BEFORE_PROXY = "werkzeug.proxy_fix.orig"  # what ProxyFix found before it believed the headers

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
@open_to_all()
def show() -> Response:
    """The figures of now, in Prometheus' text form; for anybody else there is no such page."""
    if not (_knows_the_token(context().config.metrics_token) or _is_of_this_machine()):
        abort(404)
    try:
        found = measures(context())
    except (StoreError, OSError):
        return Response("the records do not answer\n", 503, mimetype="text/plain")
    own = CollectorRegistry()
    own.register(_Given(found, context().config.authority))
    counts = request_counts(current_app).registry()
    text = generate_latest(own) + generate_latest(counts)
    answer = Response(text, content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _knows_the_token(token: str) -> bool:
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    is_same = hmac.compare_digest(sent.strip().encode("utf-8", "replace"), token.encode())
    return bool(token) and is_same and scheme.lower() == "bearer"


def _is_of_this_machine() -> bool:
    """Whether a program here asks by itself: no server in front has passed it on."""
    names = [name.lower() for name, _ in request.headers]
    if any(name in _FORWARDING or name.startswith(_FORWARDED) for name in names):
        return False
    before = request.environ.get(_BEFORE_PROXY, {})
    peer = before.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR", "")
    # A server in front that adds no header passes on the name under which it was asked.
    return _is_loopback(peer) and _is_loopback(_host_named())


def _host_named() -> str:
    try:
        return urlsplit(f"//{request.environ.get('HTTP_HOST', '')}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost"
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


class _Given(Collector):
    """Figures as the library wants them, of an authority where there are several."""

    def __init__(self, found: Measures, authority: str) -> None:
        self._found, self._authority = found, authority

    def collect(self) -> Iterator[Metric]:
        """Each figure with what it means, and whose it is."""
        whose = {"authority": self._authority} if self._authority else {}
        for metric in self._metrics():
            metric.samples = [
                each._replace(labels={**whose, **each.labels}) for each in metric.samples
            ]
            yield metric

    def _metrics(self) -> Iterator[Metric]:
        found = self._found
        yield _gauge(
            "index_versions_behind",
            "Versions of the records that the index lacks",
            found.index_versions_behind,
        )
        yield _gauge("index_queue", "Changes that wait for the index", found.index_queue)
        yield _gauge(
            "index_queue_age_seconds", "How long the oldest has waited", found.index_queue_age_s
        )
        yield _gauge("letters_waiting", "Letters that wait to be sent", found.letters_waiting)
        yield _gauge("letters_given_up", "Letters that were given up", found.letters_given_up)
        listings = GaugeMetricFamily("assetmap_listings", "Listings by status", labels=("status",))
        for status, count in found.listings.items():
            listings.add_metric((str(status),), count)
        yield listings
        ages = {"backup": found.backup_age_s, "upkeep": found.upkeep_age_s}
        for name, age in ages.items():
            if age is not None:
                yield _gauge(f"{name}_age_seconds", f"Since the last {name}", age)
        yield _gauge("disk_free_bytes", "Room on the disk of the data", found.disk_free)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"assetmap_{name}", words, value=value)
