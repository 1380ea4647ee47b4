"""Filters: each leaves what it says, and all of them count together."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.exchange.open_referral.taxonomy import Tag
from assetmap.services.context import Context
from assetmap.services.open_referral.filters import services_for
from assetmap.services.open_referral.question import SERVICES, BadParameter, read_question
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing


def when(listing_id: str, *entries: str, **changes: Any) -> Listing:
    return a_listing(listing_id, when=[*entries], **changes)


GRAYS_HALL = Where(
    Precision.VENUE, "Hall", "1 High Street", "Grays", "RM17 6SL", GRAYS, authority="E06000034"
)
OUTSIDE = Where(Precision.VENUE, point=GRAYS, place="Dartford", authority="E07000107")
LISTINGS = (
    when("craft", "Tue 10:00-12:00", changed_at=datetime(2026, 3, 1, 9, tzinfo=UTC)),
    when("night", "Fri 22:00-02:00", min_age=18, categories=("create/music",), where=GRAYS_HALL),
    when("young", "Sat 09:00-17:00", min_age=11, max_age=17, run_by="Quay Trust", audience=()),
    when("lift", name="Lifts", where=Where(Precision.AREA, area_served="Grays"), access=()),
    when("whole", name="Ring us", where=Where(Precision.AREA, area_served="Thurrock-wide")),
    when("over-the-river", name="Ferry", where=OUTSIDE),
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(*LISTINGS)


def left(context: Context, question: str) -> set[str]:
    """The ids that answer `name=value&...`; `{music}` and the like stand for terms' ids."""
    index = context.open_referral.current(context.clock.today())
    terms = index.feed.taxonomies
    known = {
        "music": terms.terms[Tag("category", "create/music")]["id"],
        "create": terms.terms[Tag("category", "create")]["id"],
        "older": terms.terms[Tag("audience", "older")]["id"],
        "access": terms.all["access"]["id"],
        "trust": index.feed.id_of("organization", "name", "quay trust"),
    }
    pairs = [pair.partition("=")[::2] for pair in question.format(**known).split("&")]
    mask = services_for(context, index, read_question(pairs, SERVICES))
    return {index.listing(n).id for n in np.flatnonzero(mask).tolist()}


ALL = {"craft", "night", "young", "lift", "whole", "over-the-river"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("search=lifts", {"lift"}),
        ("search=knitting wool", ALL),
        ("search=knitting lifts", {"lift"}),
        ("search=the", set()),
        ("search=submarine", set()),
        ("taxonomy_term_id={music}", {"night"}),
        ("taxonomy_term_id={create}", ALL),
        ("taxonomy_term_id={create}&taxonomy_term_id={music}", {"night"}),
        ("taxonomy_term_id={older}", ALL - {"young"}),
        ("taxonomy_term_id=none", set()),
        ("taxonomy_id={access}", ALL - {"lift"}),
        ("taxonomy_id=none", set()),
        ("organization_id={trust}", {"young"}),
        ("organization_id=none", set()),
        ("modified_after=2026-03-01T09:00:00Z", {"craft"}),
        ("modified_after=2026-03-01T09:00:01Z", set()),
        ("minimum_age=60", ALL - {"young"}),
        ("maximum_age=17", ALL - {"night"}),
        ("maximum_age=10", ALL - {"night", "young"}),
        ("minimum_age=12&maximum_age=15", ALL - {"night"}),
        ("day=TU", {"craft"}),
        ("day=FR", {"night"}),
        ("day=SA", {"night", "young"}),  # the night goes on after midnight
        ("day=SA&start_time=01:00&end_time=08:00", {"night"}),
        ("day=SA&start_time=02:00&end_time=09:00", set()),
        ("start_time=11:00&end_time=11:30", {"craft", "young"}),
        ("start_time=12:00", {"night", "young"}),
        ("end_time=10:00", {"night", "young"}),
        ("postcode=RM17 6SL", {"craft", "night", "young", "lift", "whole"}),
        ("postcode=RM18 7TB", {"craft", "night", "young", "whole"}),
        ("postcode=BL1 1AA", set()),
        ("postcode=RM17 6SL&proximity=500", {"night", "over-the-river"}),
        ("postcode=RM17 6SL&proximity=10000", ALL - {"lift", "whole"}),
        ("postcode=RM17 6SL&proximity=500&day=FR&search=knit", {"night"}),
    ],
)
def test_what_a_question_leaves(context: Context, question: str, answer: set[str]) -> None:
    assert left(context, question) == answer


def test_a_postcode_that_there_is_not_is_refused(context: Context) -> None:
    with pytest.raises(BadParameter, match="There is no postcode ZZ1 1ZZ") as error:
        left(context, "postcode=ZZ1 1ZZ")
    assert error.value.parameter == "postcode"
