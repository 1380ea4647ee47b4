"""`/changes.atom`: what was added, changed or taken off in the whole directory, newest first."""

import hashlib
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, request

from assetmap.domain.public_change import PublicChange
from assetmap.exchange.atom import ChangeEntry, FeedHead, changes_file
from assetmap.services.open_data.public_changes import newest_changes
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import compress
from assetmap.web.framework.downloads import DOWNLOADS
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.open_data.open_data_description import CHANGES

PER_PAGE = 100
_PAGES_MOST = 1000
_KEPT_S = 300  # for so long a cache between us may give the same again

changes = Blueprint("changes", __name__)


@changes.get("/changes.atom")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(CHANGES)
def changes_atom() -> Response:
    """A page of the changes of the last three months (`page`), the newest first."""
    page = _page()
    found, pages = newest_changes(context(), page, PER_PAGE)
    site = context().config.public_url
    head = FeedHead(
        f"What changed: {context().borough.title}",
        context().borough.body,
        _address(page),
        f"{site}/open-data",
    )
    entries = [_entry(each) for each in found]
    body = changes_file(head, _tag("changes"), _others(page, pages), entries)
    response = make_response(body)
    response.mimetype = "application/atom+xml"
    response.headers["Content-Disposition"] = 'inline; filename="changes.atom"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(hashlib.sha256(body).hexdigest()[:20], weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = _KEPT_S
    response.make_conditional(request)
    return compress(response)


def _page() -> int:
    typed = request.args.get("page", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(number, 1), _PAGES_MOST)


def _others(page: int, pages: int) -> dict[str, str]:
    """The addresses of the other pages; none where there is one."""
    if pages == 1 and page == 1:
        return {}
    others = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    return {name: _address(n) for name, n in others.items() if 1 <= n <= pages}


def _address(page: int) -> str:
    more = f"?page={page}" if page > 1 else ""
    return f"{context().config.public_url}/changes.atom{more}"


def _entry(change: PublicChange) -> ChangeEntry:
    """The change with the listing's name of now; one that was taken off is not named."""
    snapshot = context().directory_cache.current().snapshot
    at = snapshot.position.get(change.listing_id)
    shown = None if at is None else snapshot.rows[at].listing.shown
    title = f"{change.type.label}: {shown.name}" if shown else change.type.label
    return ChangeEntry(
        _tag(f"change/{change.id}"),
        change.type.change,
        title,
        (shown.summary if shown else "") or title,
        change.at,
        f"{context().config.public_url}/listing/{change.listing_id}",
    )


def _tag(rest: str) -> str:
    """An id for good (RFC 4151): the site's name, and a day on which this form of ids began."""
    host = urlsplit(context().config.public_url).hostname or "localhost"
    return f"tag:{host},2026-01-01:{rest}"
