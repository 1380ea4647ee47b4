"""What each figure of a report means: one definition each, printed under every figure.

Who changes what a figure counts changes its words here, and VERSION, so that a sheet that was
frozen before says by which definition it counted.
"""

from dataclasses import dataclass

VERSION = 1
WALK_M = 1200  # metres in a straight line: about fifteen minutes on foot
RATE_LEAST = 5  # listings from which on a rate by residents is given


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure: its key, what it is called, and what exactly is counted."""

    key: str
    label: str
    words: str
    is_percent: bool = False
    is_time: bool = False  # minutes, shown as hours


_DEFINITIONS = (
    Definition(
        "listings",
        "Listings",
        "Published listings that the public can see today, without those that nobody has confirmed"
        " for too long.",
    ),
    Definition(
        "venue",
        "With a place here",
        "Listings whose venue is in the area. One that shows only its neighbourhood counts where"
        " that is.",
    ),
    Definition(
        "rate",
        "For every 1,000 residents",
        "Listings with a place here for every 1,000 residents."
        f" Given from {RATE_LEAST} listings on.",
    ),
    Definition(
        "reach",
        "Residents near one",
        f"Share of residents who live within {WALK_M:,} metres of one in a straight line, about 15"
        " minutes on foot. Estimated from postcodes.",
        is_percent=True,
    ),
    Definition(
        "comes",
        "Come to people here",
        "Listings that serve the area by home visits, by phone or online, without a place in it.",
    ),
    Definition("borough_wide", "For all of the borough", "Listings that serve all of the borough."),
    Definition("free", "Free", "Of those with a place here: they cost nothing."),
    Definition(
        "evening_weekend",
        "Evening or weekend",
        "Of those with a place here: on in the evening, or on a Saturday or Sunday.",
    ),
    Definition(
        "step_free", "Step-free", "Of those with a place here: somebody said that it is step-free."
    ),
    Definition(
        "checked", "Checked in time", "Listings whose check is not due yet.", is_percent=True
    ),
)
DEFINITIONS = {each.key: each for each in _DEFINITIONS}
# The figures of the committee sheet, in its order.
SHEET = (
    DEFINITIONS["listings"],
    Definition(
        "checked_share",
        "Checked in time",
        "Share of these listings whose check is not due yet.",
        is_percent=True,
    ),
    Definition("hubs", "Community hubs", "Of these listings: hubs."),
    Definition(
        "micro", "Micro-enterprises", "Of these listings: local services of one or two people."
    ),
    Definition("spaces", "Spaces to use", "Of these listings: rooms and spaces that others use."),
    Definition(
        "roles", "Ways to volunteer", "Of these listings: volunteering roles that are open."
    ),
    Definition(
        "exchanged",
        "Hours exchanged in the time bank",
        "In the 12 months up to this day, in exchanges and group sessions. Each hour counts once.",
        is_time=True,
    ),
    Definition(
        "earlier",
        "Hours brought forward",
        "Exchanged before the time bank's ledger began. They are in no other figure.",
        is_time=True,
    ),
    Definition(
        "reports_in_time",
        "Reports dealt with in time",
        "Of what people told us was wrong in the last 12 months, the share that we dealt with"
        " within two working days.",
        is_percent=True,
    ),
    Definition(
        "easy",
        "Found it easy",
        "Of those who answered in the last 12 months, the share who found what they needed easily."
        " Told once there are enough answers of each.",
        is_percent=True,
    ),
)
