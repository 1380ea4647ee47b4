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
    fewer than `people_least` people not counted. `lead` is whom a concern is told to.
    """

    is_on: bool = True
    name: str = ""  # empty: the borough's name and "Time Bank"
    pot_name: str = ""  # empty: the borough's name and "Community Pot"
    phone: str = ""  # empty: the directory's own
    email: str = ""
    welcome: int = 5 * 60
    low: int = -10 * 60
    high: int = 50 * 60
    youngest: int = 16
    item_days: int = 90
    release_days: int = 30
    link_days: int = 30
    silent_days: int = 60
    ward_least: int = 3
    people_least: int = 5
    lead: str = ""
    lead_phone: str = ""

    @property
    def item_time(self) -> timedelta:
        """How long an offer or a want stands until it is renewed (TB15)."""
        return timedelta(days=self.item_days)
