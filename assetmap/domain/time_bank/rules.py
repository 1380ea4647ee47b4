"""A borough's own rules for its time bank."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class TimeBankRules:
    """How a time bank is run: credits and balances in minutes, times in days.

    The usual values are those of the product's rules TB5 to TB15. `is_on` tells whether there is a
    time bank at all. A balance under `low` or over `high` is a reason for a talk, never a block.
    `welcome` is what a new member starts with. Nobody under `youngest` years joins. An offer or a
    want stands for `item_days`; two who agreed see how to reach each other until `release_days`
    after the entry; a link of a member works for `link_days`; who gave or received nothing for
    `silent_days` is rung. Wards with fewer than `ward_least` offers are not named in public, and
    fewer than `people_least` people not counted. `lead` is whom a concern is told to. The months
    are those after which what is over is erased: who applied and never joined, who left, offers
    and wants that ended, exchanges that were called off, and what coordinators asked for.
    """

    is_on: bool = True
    name: str = ""  # empty: the borough's name and "Time Bank"
    pot_name: str = ""  # empty: the borough's name and "Community Pot"
    phone: str = ""  # empty: the directory's own
    email: str = ""
    category: str = "give/timebank"  # of every offer, beside its own; left out where there is none
    welcome: int = 5 * 60
    low: int = -10 * 60
    high: int = 50 * 60
    insurance: str = ""  # what it covers, in the borough's own words; empty: people are told to ask
    youngest: int = 16
    item_days: int = 90
    release_days: int = 30
    link_days: int = 30
    silent_days: int = 60
    ward_least: int = 3
    people_least: int = 5
    lead: str = ""
    lead_phone: str = ""
    applicant_months: int = 6
    left_months: int = 6
    item_months: int = 12
    called_off_months: int = 12
    request_months: int = 12

    @property
    def item_time(self) -> timedelta:
        """How long an offer or a want stands until it is renewed (TB15)."""
        return timedelta(days=self.item_days)
