"""Rate limits: how much may be tried, and by what those who try are told apart.

A view is marked by `@slowed(...)`; the marks are put into force by `add_limits`. Several limits
together make the wait grow: five tries in five minutes, ten in an hour, twenty in a day.
"""

import hashlib
import hmac
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from limits.storage import Storage

from assetmap.services.context import Context
from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.store import Unavailable

GROWING = "5 per 5 minutes; 10 per 1 hour; 20 per 1 day"
PER_VISITOR = "20 per 5 minutes; 60 per 1 hour"
_IPV6_HOME = 64  # bits of an address that name a home or an office: RFC 6177
_MARK = "assetmap_limits"
_LIMITER = "assetmap.limiter"

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class RateLimit:
    """One mark: how often, told apart by what, and which answers count."""

    how_often: str
    key: Callable[[], str]
    counts: Callable[[Response], bool]
    methods: tuple[str, ...]
    spares: Callable[[], bool]


def visitor() -> str:
    """The address that the request comes from; of IPv6 the network, since one home has it all."""
    return f"from {_home(request.remote_addr or 'nowhere')}"


def _home(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Network((int(found), _IPV6_HOME), strict=False))
    return address


def any_answer(_: Response) -> bool:
    """Every try counts."""
    return True


def spares_nobody() -> bool:
    """No request is answered in spite of the limit."""
    return False


def rate_limited(
    how_often: str,
    key: Callable[[], str] = visitor,
    counts: Callable[[Response], bool] = any_answer,
    methods: tuple[str, ...] = ("POST",),
    spares: Callable[[], bool] = spares_nobody,
) -> Callable[[View], View]:
    """Mark a view: its POSTs, unless `methods` says otherwise, are counted by `key`.

    When there are too many they are refused with 429, but for those that `spares` speaks for.
    """

    def mark(view: View) -> View:
        marks: tuple[RateLimit, ...] = getattr(view, _MARK, ())
        setattr(view, _MARK, (*marks, RateLimit(how_often, key, counts, methods, spares)))
        return view

    return mark


def add_limits(app: Flask, context: Context) -> None:
    """Put every mark into force; after the blueprints. The counters are shared by all processes."""
    limiter = Limiter(
        visitor,
        app=app,
        storage_uri="hits://",
        storage_options={"hits": cast("Any", context.hits)},  # no text, as it would have
        strategy="fixed-window",
        headers_enabled=False,
        fail_on_first_breach=False,  # so that the longest wait is the one that is told
    )
    app.extensions[_LIMITER] = limiter
    # The library looks at every request for limits of all views, of which there are none: a marked
    # view asks by itself.
    looks = app.before_request_funcs[None]
    looks[:] = [each for each in looks if getattr(each, "__self__", None) is not limiter]
    for endpoint, view in app.view_functions.items():
        for each in getattr(view, _MARK, ()):
            limit = limiter.limit(
                each.how_often,
                key_func=hashed(each.key, context.config.secret_key),
                methods=list(each.methods),
                deduct_when=each.counts,
                exempt_when=each.spares,
            )
            slow: Callable[..., Any] = limit(app.view_functions[endpoint])
            app.view_functions[endpoint] = slow


def hashed(key: Callable[[], str], secret: str) -> Callable[[], str]:
    """A key that the counters do not tell: whose address was tried stays out of it.

    Keyed, since all the addresses there are can be hashed in an hour and looked up.
    """
    return lambda: hmac.new(secret.encode(), key().encode(), hashlib.sha256).hexdigest()[:32]


def seconds_to_wait() -> int:
    """How long the visitor who was just refused has to wait, at least a second."""
    limiter: Limiter = current_app.extensions[_LIMITER]
    until = max((each.window[0] for each in limiter.current_limits if each.breached), default=0)
    return max(1, math.ceil(until - time.time()))


def newly_refused() -> bool:
    """Whether any limit that refuses this request has refused nothing before in its time."""
    limiter: Limiter = current_app.extensions[_LIMITER]
    breached = [each for each in limiter.current_limits if each.breached]
    wait = seconds_to_wait()
    return 1 in [limiter.storage.incr(f"refused {each.key}", wait) for each in breached]


def wait_words(seconds: int) -> str:
    """`a minute`, `4 minutes`, `2 hours`: rounded up."""
    if seconds > 90 * 60:
        return f"{math.ceil(seconds / 3600)} hours"
    minutes = math.ceil(seconds / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"


class HitStorage(Storage):
    """Our counters as the rate limiting library wants them."""

    STORAGE_SCHEME = ["hits"]  # noqa: RUF012 - the library's own declaration

    def __init__(
        self, uri: str | None = None, *, hits: HitCounters, **_: float | str | bool
    ) -> None:
        super().__init__(uri, wrap_exceptions=False)
        self._hits = hits

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the counters raise."""
        return Unavailable

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count once more."""
        return self._hits.add(key, expiry, amount)

    def get(self, key: str) -> int:
        """The count."""
        return self._hits.count(key)

    def get_expiry(self, key: str) -> float:
        """When it is forgotten."""
        return self._hits.forgotten_at(key)

    def check(self) -> bool:
        """Whether they answer."""
        return self._hits.count("") == 0

    def reset(self) -> int | None:
        """Forget everything."""
        return self._hits.forget()

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._hits.forget(key)
