"""The about page in words: how often each kind of listing is checked, and what follows."""

from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind


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
    doubts: str  # what else than its age makes the public be told that a listing is not confirmed
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
        doubts=_doubts(rules.second_failure),
        upkeep=rules,
    )


def _doubts(failures: int) -> str:
    """The reports, or the calls without answer, that are one too many."""
    if failures == 1:
        return "somebody told us that it may be wrong, or we rang and nobody answered"
    often = "twice" if failures == 2 else f"{failures} times"
    return (
        f"people told us {often} that it may be wrong, "
        f"or we rang on {failures} days and nobody answered"
    )
