"""What other people's files say of whether something runs: the usual words, and yes or no columns.

A listing that has closed must never be shown as open, so words that are not known are told apart
from known ones: whoever takes the file in keeps such a row from the public.
"""

import re

from assetmap.domain.dates import read_date
from assetmap.domain.listings.listing import Status
from assetmap.domain.text import fold
from assetmap.exchange.heading_names import CLOSED_FLAG, PUBLIC_FLAG
from assetmap.exchange.values import short

_WORDS: dict[Status, str] = {
    Status.PUBLISHED: (
        "active, open, live, current, running, still running, ok, approved, operational, "
        "operating, in operation, trading, available, visible, public, registered, yes, y, true, "
        "1, up and running, verified, complete, completed"
    ),
    Status.PLANNED: "opening soon, coming soon, proposed, upcoming, starting soon, to open",
    Status.PAUSED: (
        "suspended, temporarily closed, temporarily suspended, closed temporarily, on hold, "
        "on a break, not currently running, currently closed, closed for now, closed until "
        "further notice, taking a break, in recess"
    ),
    Status.DRAFT: (
        "pending, do not publish, unpublished, hidden, not approved, unapproved, "
        "awaiting approval, private, not visible, not public, incomplete, to check, unverified, new"
    ),
    Status.ARCHIVED: (
        "closed, closed down, permanently closed, shut, shut down, inactive, not active, defunct, "
        "ceased, ceased trading, ended, finished, dissolved, disbanded, wound up, folded, "
        "not running, not operating, dormant, discontinued, withdrawn, removed, deleted, "
        "deregistered, gone, cancelled, canceled, expired, retired, obsolete, former, "
        "no, n, false, 0"
    ),
}
_STATUS_OF = {
    fold(word): status for status, words in _WORDS.items() for word in words.split(", ")
} | {fold(status): status for status in Status if status is not Status.CLOSED}
# Longer words that can mean nothing else: `Closed March 2025`, `No longer meets`.
_CLOSED = re.compile(
    r"\b(?:closed|defunct|ceased|dissolved|disbanded|discontinued|dormant|wound up|"
    r"no longer (?:\w+ )?(?:run|running|meet|meets|meeting|open|operat\w+|exist\w*|active|going|"
    r"available|trading|offered|provided)|(?:has|have) (?:ended|stopped|folded|finished|shut))\b"
)
_FOR_NOW = re.compile(r"\b(?:temporar\w*|for now|until|till|reopen\w*|re open\w*|not|never)\b")
_YES = frozenset(("yes", "y", "true", "1", "x", "closed"))
_NO = frozenset(("no", "n", "false", "0"))


def read_status(text: str) -> Status | None:
    """The status that a file's word means, or None for a word that we do not know."""
    folded = fold(text)
    if folded in _STATUS_OF:
        return _STATUS_OF[folded]
    if _CLOSED.search(folded) and not _FOR_NOW.search(folded):
        return Status.ARCHIVED
    return None


def status_from_flags(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row whose closed or published columns (yes, no, a date) are said as its status.

    That it is closed, or not for the public, outweighs what a status column says beside it.
    """
    texts = dict(texts)
    closed, public = texts.pop(CLOSED_FLAG, ""), texts.pop(PUBLIC_FLAG, "")
    if fold(closed) in _YES or read_date(closed):
        return {**texts, "status": "closed"}
    if closed and fold(closed) not in _NO:
        notes.append(f"The closed column says “{short(closed)}”, which is no yes or no or a date.")
    if fold(public) in _NO and read_status(texts.get("status", "")) is not Status.ARCHIVED:
        return {**texts, "status": "unpublished"}
    return texts
