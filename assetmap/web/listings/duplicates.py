"""`/work/duplicates`: the listings that may be the same thing twice."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from assetmap.domain.people.people import Action
from assetmap.services.context import Context
from assetmap.services.listings.duplicates import Pair, likely_pairs
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import where_words

PAIRS_A_PAGE = 25


@dataclass(frozen=True)
class PairSide:
    """One of the two: its name, status and place, and its page for staff."""

    name: str
    status: str
    where: str
    url: str


@dataclass(frozen=True)
class PairLine:
    """Two listings that may be the same: why, and where they are compared and merged."""

    sides: tuple[PairSide, PairSide]
    why: str
    url: str


@dataclass(frozen=True)
class DuplicatesPage:
    """`/work/duplicates`: the likeliest first."""

    title: str
    lines: tuple[PairLine, ...]
    total: int
    number: int
    pages: int
    previous_url: str
    next_url: str


def duplicates_page(context: Context, number: int) -> DuplicatesPage:
    """One page of the pairs; a page beyond the last is the last."""
    pairs = likely_pairs(context)
    pages = max(1, -(-len(pairs) // PAIRS_A_PAGE))
    number = min(max(number, 1), pages)
    shown = pairs[(number - 1) * PAIRS_A_PAGE : number * PAIRS_A_PAGE]
    return DuplicatesPage(
        title="May be listed twice",
        lines=tuple(_line(pair) for pair in shown),
        total=len(pairs),
        number=number,
        pages=pages,
        previous_url=f"/work/duplicates?page={number - 1}" if number > 1 else "",
        next_url=f"/work/duplicates?page={number + 1}" if number < pages else "",
    )


def _line(pair: Pair) -> PairLine:
    one, other = (
        PairSide(
            each.name or "No name yet",
            each.status.label,
            where_words(each),
            f"/work/listings/{each.id}",
        )
        for each in (pair.one, pair.other)
    )
    url = f"/work/listings/{pair.one.id}/merge/{pair.other.id}"
    return PairLine((one, other), ", ".join(pair.reasons), url)


duplicates = Blueprint("duplicates", __name__, url_prefix="/work/duplicates")


@duplicates.get("")
@needs(Action.ARCHIVE)
def pairs() -> str:
    """Pairs of listings that may be the same thing, the likeliest first."""
    page = duplicates_page(context(), read_number(request.args, "page", 1))
    return render_template("listings/duplicates.html", page=page)
