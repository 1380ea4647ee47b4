"""The letter to editors about a report that must not wait: of danger, or of a wrong address.

It goes out whatever they chose, and says the listing's public name, what is wrong in one of our own
words, and where to look. What the reporter wrote, and who they are, stays on the page.
"""

from assetmap.domain.checks.report import Report
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, Person, Role, may
from assetmap.mail.message import BadMessage
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import queue_email
from assetmap.storage.tables import PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork

LETTER = "urgent_report"


def tell_editors(context: Context, uow: UnitOfWork, report: Report, listing: Listing) -> None:
    """Queue it in the report's own transaction: once a day for a listing and what is wrong."""
    if not report.trouble.is_told_at_once:
        return
    for person in _editors(context):
        about = f"report:{listing.id}:{report.trouble}:{report.on}:{person.id}"
        try:
            queue_email(
                context,
                uow,
                LETTER,
                person.email,
                about,
                listing_name=listing.name,
                trouble=report.trouble.label,
                link=f"{context.config.public_url}/work/listings/{listing.id}#reports",
            )
        except BadMessage:  # an address that cannot be written to must not lose the report
            continue


def _editors(context: Context) -> list[Person]:
    """Those who look after reports: editors, or where there is none, admins."""
    able = [x for x in context.store.find(PEOPLE) if x.email and may(x, Action.REVIEW)]
    return [each for each in able if Role.EDITOR in each.roles] or able
