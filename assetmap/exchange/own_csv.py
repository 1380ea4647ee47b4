"""How a CSV file of ours is known: by a mark that says in which form it was written.

Every row carries the version of the form under one heading, so that a column more, later on, makes
no file of before a stranger: read as anybody's list it would lose its ids, and every address that
was given out with them.
"""

import re
from collections.abc import Iterable

from assetmap.domain.listings.fields import COLUMNS
from assetmap.exchange.incoming import BadFile

MARK = "assetmap_csv"  # the heading under which every row says the version
# Of the form that we write: the one in which the newest column came.
VERSION = max(column.since for column, _ in COLUMNS.values())
_VERSION = re.compile(r"([0-9]{1,9})(?:\.0)?", re.ASCII)  # some programs write 2 as 2.0

# What files had at the least before they were marked. They are kept for years and come back as
# backups, so these headings are frozen: nothing is ever added here, or taken out.
_UNMARKED = frozenset(
    (
        *("id", "name", "kind", "summary", "description", "categories", "audience", "place"),
        *("postcode", "lat", "lon", "precision", "area_served", "when", "cost", "join", "access"),
        *("min_age", "max_age", "phone", "email", "website", "steward", "checked_on"),
        *("also_known_as", "venue", "address", "terms", "closed_dates", "join_note", "languages"),
        *("first_visit", "getting_there", "time_asked", "skills", "image_alts", "checked_by"),
        *("checked_how", "status", "merged_into", "created_at", "changed_at"),
        *("contact_name", "source", "source_id"),
    )
)


def is_own(headings: Iterable[str], marks: Iterable[str]) -> bool:
    """Whether this program wrote a file with these headings and these cells under MARK.

    Raises BadFile for a marked file that cannot be read without losing something, since to refuse
    it changes nothing: one of a newer form, of which we would leave out what we do not know; and
    one out of which somebody took columns, which as our own would blank them in every listing
    that is kept, and as anybody's list would come in beside those listings under new ids.
    """
    version = max(
        (int(found[1]) for mark in marks if (found := _VERSION.fullmatch(mark))), default=0
    )
    missing = _UNMARKED - set(headings)
    if version > VERSION:
        raise BadFile(
            f"A newer version of this program wrote the file: its form is {version}, and we know "
            f"those up to {VERSION}. Update the program, then read the file again."
        )
    if version and missing:
        raise BadFile(
            f"This program wrote the file, and columns were taken out of it: "
            f"{', '.join(sorted(missing))}. Put them back, or take out {MARK} as well: then the "
            "file is read like a list from elsewhere."
        )
    return not missing
