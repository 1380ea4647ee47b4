"""The about page in words: how often each kind of listing is checked, and what follows."""

from dataclasses import dataclass

from assetmap.domain.borough import Borough
from assetmap.domain.freshness import UpkeepRules
from assetmap.domain.listing import Kind


@dataclass(frozen=True)
class Interval:
    """How often some kinds of listing are checked: `every 3 months`, and which kinds."""

    often: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class AboutPage:
    """`/about`: what this is, who runs it, and how it is kept true."""

    title: str
    intervals: tuple[Interval, ...]  # the shortest first
    upkeep: UpkeepRules  # for the days after which a listing is told to be late, hidden, taken off


def about_page(borough: Borough) -> AboutPage:
    """The about page of a borough, by its own rules."""
    rules = borough.upkeep
    return AboutPage(
        title=f"About the {borough.title}",
        intervals=tuple(
            Interval(
                f"every {months} months" if months > 1 else "every month",
                tuple(kind.label for kind in Kind if rules.months_of(kind) == months),
            )
            for months in sorted({rules.months_of(kind) for kind in Kind})
        ),
        upkeep=rules,
    )
