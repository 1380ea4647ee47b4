"""What an organiser is told when their link does not work, and how they get on."""

from assetmap.services.checks.organiser_links import (
    BadLink,
    ExpiredLink,
    LinkRefused,
    OutdatedLink,
    UsedLink,
)
from assetmap.services.context import Context
from assetmap.web.checks.organiser_page import RefusedPage
from assetmap.web.framework.public_form_token import Timing

# An answer may be quick: whoever presses at once has the letter, and knows that all is right.
TIMING_WORDS = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please press once more.",
    Timing.FORGED: "We could not tell that this came from our page. Please press once more.",
}
_WORDS: dict[type[LinkRefused], tuple[str, str]] = {
    BadLink: (
        "This link does not work",
        "Perhaps a part of the address was lost. Please open the link in our email once more.",
    ),
    ExpiredLink: ("This link is too old", "For safety our links work for {days} days only."),
    UsedLink: (
        "This link has been used",
        "We have your answer. Thank you. Each link works once. Is there something else to tell us?",
    ),
    OutdatedLink: (
        "Something has changed since we wrote to you",
        "The page is not the same as on that day, so this link does not work any more.",
    ),
}
_STATUSES: dict[type[LinkRefused], int] = {BadLink: 404}  # the others were here once: 410
SENT = ("We have sent you a new link", "It is on its way to the email address that we have.")
SENT_BEFORE = (
    "We have sent you a new link today already",
    "Please look into your email once more, also where unwanted email is put.",
)
NO_ADDRESS = (
    "We cannot send you a new link",
    "We have no email address for it any more, or it is no longer listed.",
)


def refused_page(
    error: LinkRefused, context: Context, address: str, form_token: str
) -> tuple[RefusedPage, int]:
    """The page for a link that does not work, and its status."""
    title, says = _WORDS[type(error)]
    words = says.format(days=context.borough.upkeep.link_days)
    can_renew = not isinstance(error, BadLink)
    page = RefusedPage(title, words, address if can_renew else "", form_token)
    return page, _STATUSES.get(type(error), 410)


def said_page(said: tuple[str, str]) -> RefusedPage:
    """The page after a new link was asked for."""
    return RefusedPage(*said)
