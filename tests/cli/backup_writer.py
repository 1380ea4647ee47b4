"""Another process that writes to a directory without a pause, and says what was kept.

`python -m tests.cli.backup_writer` prints a line for each report that is kept: its id and the name
of the picture that its listing got with it. A line is printed once all of it is acknowledged.
"""

import sys
from dataclasses import replace
from itertools import count

from assetmap.bootstrap import open_context
from assetmap.config import read_config
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Picture as ShownPicture
from assetmap.domain.people.people import COMMAND_LINE, RESIDENT
from assetmap.images.formats import LARGE, SMALL, Picture
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.images import folder


def write(context: Context, listing_id: str, number: int) -> str:
    """One report and one picture more; gives the line that acknowledges them."""
    words = f"report {number}"
    report = report_problem(context, Actor(RESIDENT), listing_id, Trouble.OTHER, words)
    content = words.encode() * 2000
    picture = folder(context).keep(Picture(10, 10, {LARGE: content, SMALL: content[:5000]}))
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        after = replace(before.listing, pictures=(ShownPicture(picture, words),))
        save_change(context, uow, Actor(COMMAND_LINE), before, after, "changed")
    return f"{report.id} {picture}\n"


if __name__ == "__main__":
    context = open_context(read_config())
    listings = sorted(context.directory_cache.current().listings)
    for number in count():
        sys.stdout.write(write(context, listings[number % len(listings)], number))
        sys.stdout.flush()
