from typing import Any

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import ProposalState
from assetmap.services.borough.change_problem import UsedBy
from assetmap.services.borough.word_uses import (
    IMPORT,
    LISTING,
    MATCHING,
    PROPOSAL,
    WORDS,
    Use,
    changed_concepts,
    use_words,
    uses_of,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.borough.uses import a_batch, a_change, a_proposal, keep

CRAFTS = "create/crafts"


def a_listing_use(listing_id: str, name: str, status: Status = Status.PUBLISHED) -> Use:
    return Use(CRAFTS, LISTING, UsedBy(name, f"/work/listings/{listing_id}"), status)


def test_listings_in_any_status_are_found_and_public_ones_come_first(
    make_context: ContextMaker,
) -> None:
    listings = [
        a_listing(f"l-{status}", name=f"Club {at}", status=status)
        for at, status in enumerate(Status)
    ]
    other = a_listing("other", categories=("meet/cafes", "active"))
    context = make_context(*listings, other)
    found = uses_of(context, "categories", [CRAFTS, "meet/cafes", "learn"])
    public = [Status.PUBLISHED, Status.PLANNED, Status.PAUSED]
    order = [*public, *(each for each in Status if each not in public)]
    names = {status: f"Club {at}" for at, status in enumerate(Status)}
    assert found == {
        CRAFTS: [a_listing_use(f"l-{status}", names[status], status) for status in order],
        "meet/cafes": [
            Use(
                "meet/cafes", LISTING, UsedBy("Knit Club", "/work/listings/other"), Status.PUBLISHED
            )
        ],
        "learn": [],
    }
    assert use_words(found[CRAFTS]) == (
        "8 listings (1 suggested, 1 draft, 1 in review, 1 archived, 1 not taken up)"
    )
    assert use_words(found["learn"]) == ""


def test_proposals_count_while_they_wait(make_context: ContextMaker) -> None:
    context = make_context(a_listing(audience=(), categories=("learn",)))
    keep(
        context,
        a_proposal("w", "categories", "meet", CRAFTS),
        a_proposal("a", "audience", CRAFTS),
        *(
            a_proposal(str(state), "categories", CRAFTS, state=state)
            for state in ProposalState
            if state is not ProposalState.WAITING
        ),
    )
    user = UsedBy("A change to Knit Club", "/work/review/proposals/w")
    assert uses_of(context, "categories", [CRAFTS]) == {CRAFTS: [Use(CRAFTS, PROPOSAL, user)]}


def test_everyday_words_count_as_editors_last_left_them(make_context: ContextMaker) -> None:
    context = make_context()
    keep(
        context,
        a_change(Concept("darning", ("darn",), (CRAFTS,), ("men",))),
        a_change(Concept("sewing", ("sew",), (CRAFTS,))),
        a_change(Concept("sewing", ("sew",), ("learn",)), 2),
        a_change(Concept("felting", ("felt",), (CRAFTS,))),
        a_change(Concept("felting", ("felt",), (CRAFTS,)), 2, is_removed=True),
    )
    assert [each.id for each in changed_concepts(context)] == ["darning", "sewing"]
    user = UsedBy("darning", "/work/words/darning")
    assert uses_of(context, "categories", [CRAFTS]) == {CRAFTS: [Use(CRAFTS, WORDS, user)]}
    assert uses_of(context, "audience", ["men"]) == {"men": [Use("men", WORDS, user)]}
    assert uses_of(context, "access", ["quiet"]) == {"quiet": []}


def test_files_that_wait_count_and_what_the_next_file_is_read_by(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    layers = {"Knitting": CRAFTS, "Sewing": CRAFTS, "Nothing": ""}
    keep(
        context,
        a_batch("before", BatchState.APPLIED, layers),  # the next one is read by `last`
        a_batch("last", BatchState.DROPPED, {"Knitting": "learn"}, fixed=CRAFTS),
        a_batch("waits", BatchState.UPLOADED, layers, headings="others"),
        a_batch("other", BatchState.APPLIED, {"Knitting": "learn"}, headings="others"),
    )
    title = "map.kml from Council"
    assert uses_of(context, "categories", [CRAFTS]) == {
        CRAFTS: [
            Use(CRAFTS, IMPORT, UsedBy(title, "/work/imports/waits")),
            Use(CRAFTS, MATCHING, UsedBy(title, "/work/imports/last")),
        ]
    }


def test_hostile_names_and_ids_stay_words(make_context: ContextMaker) -> None:
    hostile: dict[str, Any] = {
        "x/../?a=<b>": "<img src=x onerror=alert(1)>",
        "y": "\u202eEvil\u0000\nClub " + "a" * 200,
    }
    context = make_context(*(a_listing(id_, name=name) for id_, name in hostile.items()))
    users = [use.user for use in uses_of(context, "categories", [CRAFTS])[CRAFTS]]
    assert users == [
        UsedBy("<img src=x onerror=alert(1)>", "/work/listings/x%2F..%2F%3Fa%3D%3Cb%3E"),
        UsedBy(("Evil Club " + "a" * 200)[:79] + "…", "/work/listings/y"),
    ]
