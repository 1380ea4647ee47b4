"""Whether a listing's website answers, and from when on somebody should ring about it.

Some answers are sure at once: there is no such name, or no such page. Others pass: a server that
is busy, or takes nobody for a person. Those count once they were met on two days.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_DIGEST = 16  # bytes


class Answer(StrEnum):
    """What came of looking at a website."""

    label: str
    is_sure: bool  # that it is dead

    WELL = ("well", "answers", False)
    NO_NAME = ("no-name", "there is no such name", True)
    NOBODY = ("nobody", "nothing listens there", True)
    NO_PAGE = ("no-page", "the page is not there", True)
    BAD_TLS = ("bad-tls", "its certificate is not right", True)
    TOO_LATE = ("too-late", "it did not answer in time", False)
    BROKEN_OFF = ("broken-off", "it broke off", False)
    TURNED_AWAY = ("turned-away", "it turned us away or has a fault", False)
    UNFIT = ("unfit", "it leads to no public address", False)

    def __new__(cls, value: str, label: str, is_sure: bool) -> "Answer":
        """A member with its words, and whether it is sure."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.is_sure = label, is_sure
        return member

    @property
    def has_come(self) -> bool:
        """Whether some server has answered, so that the network between us is there."""
        return self in _COME


_COME = (Answer.WELL, Answer.NO_PAGE, Answer.BAD_TLS, Answer.TURNED_AWAY)


@dataclass(frozen=True, slots=True)
class WebsiteCheck:
    """What is remembered of a listing's website.

    The address is kept as a digest: it tells whether the listing still names the same, and nothing
    has to be erased here. `doubtful_on` is the first day of a trouble that may pass; `dead_on` is
    the day since when it counts as not answering.
    """

    listing_id: str
    website: str
    on: date
    doubtful_on: date | None = None
    dead_on: date | None = None


def website_digest(address: str) -> str:
    """What is kept of an address."""
    return hashlib.blake2b(address.encode(), digest_size=_DIGEST).hexdigest()


def after_look(
    before: WebsiteCheck | None, listing_id: str, address: str, answer: Answer, today: date
) -> WebsiteCheck:
    """What is remembered once somebody has looked; what is known of another address is void."""
    website = website_digest(address)
    known = before if before and before.website == website else None
    if answer is Answer.UNFIT and known:
        return WebsiteCheck(listing_id, website, today, known.doubtful_on, known.dead_on)
    if answer in (Answer.WELL, Answer.UNFIT):
        return WebsiteCheck(listing_id, website, today)
    doubtful_on = (known and known.doubtful_on) or today
    is_dead = answer.is_sure or doubtful_on < today
    dead_on = (known and known.dead_on) or (today if is_dead else None)
    return WebsiteCheck(listing_id, website, today, doubtful_on, dead_on)
