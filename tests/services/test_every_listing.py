"""Every listing of a generation, in any status: selected by arrays, read one by one."""

import numpy as np

from assetmap.domain.listings.listing import Listing, Status
from assetmap.services.context import Context
from assetmap.services.every_listing import Selection
from tests.conftest import ContextMaker
from tests.factories import a_listing


def put(context: Context, *listings: Listing) -> None:
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def test_every_listing_is_there_in_any_status(make_context: ContextMaker) -> None:
    context = make_context(*(a_listing(str(status), status=status) for status in Status))
    every = context.directory_cache.current().every
    assert list(every.ids) == sorted(map(str, Status))
    assert [each.id for each in every.stream()] == sorted(map(str, Status))
    drafts = every.with_status(Status.DRAFT, Status.IN_REVIEW)
    assert [each.id for each in drafts] == ["draft", "in-review"]
    shown = every.where(every.arrays.is_public)
    assert [each.id for each in shown] == ["paused", "planned", "published"]
    assert (every.place_of("closed"), every.place_of("none")) == (1, None)
    assert np.flatnonzero(every.mask_of(["none", "closed"])).tolist() == [1]


def test_what_was_merged_into_a_listing_is_found(make_context: ContextMaker) -> None:
    gone = {"status": Status.ARCHIVED}
    context = make_context(
        a_listing("a", **gone, merged_into="c"), a_listing("b", **gone, merged_into="a")
    )
    every = context.directory_cache.current().every
    assert [each.id for each in every.merged_into("c")] == ["a"]
    assert every.merged_into("b") == []


def test_it_goes_along_with_what_is_written(make_context: ContextMaker) -> None:
    context = make_context(a_listing("b", name="Zoo"), a_listing("d", name="Art"))
    put(context, a_listing("a", name="Zoo"), a_listing("d", name="Zoo 2", status=Status.DRAFT))
    put(context, a_listing("c", name="art"))
    every = context.directory_cache.current().every
    everywhere = np.ones(len(every), bool)
    assert [each.id for each in every.by_name(everywhere)] == ["c", "a", "b", "d"]
    assert [each.id for each in every.by_name(every.arrays.is_public)] == ["c", "a", "b"]


def test_a_selection_reads_what_is_asked_for_alone() -> None:
    read = []

    def listing(position: int) -> str:
        read.append(position)
        return f"listing {position}"

    selection = Selection(np.array([5, 3, 8]), listing)
    assert (len(selection), selection[1], selection[:2][1:][0]) == (3, "listing 3", "listing 3")
    assert read == [3, 3]
    mask = np.isin(np.arange(9), [3, 8])
    assert selection.only(mask) == ["listing 3", "listing 8"]
    assert selection != ["listing 3"]
    assert selection.only(~mask).only(mask) == []
