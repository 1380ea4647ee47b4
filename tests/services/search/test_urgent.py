"""Whom a question is answered with in danger, and which listings may stand below."""

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Understood
from assetmap.services.search.urgent import helping, may_stand, urgent_kinds, urgent_lines
from tests.conftest import ContextMaker
from tests.factories import a_listing

CALM = Understood()
IN_DANGER = Understood(is_urgent=True, dangers=("abuse",))


@pytest.mark.parametrize(
    ("search", "understood", "kinds"),
    [
        (Search(words="lunch"), CALM, ()),
        (Search(need="feeling-low"), CALM, ("suicide",)),
        (Search(need="feeling-low"), IN_DANGER, ("suicide", "abuse")),
        (Search(category=(("wellbeing/abuse", "meet"),)), CALM, ("abuse",)),
    ],
)
def test_words_needs_and_categories_bring_their_numbers(
    borough: Borough, search: Search, understood: Understood, kinds: tuple[str, ...]
) -> None:
    assert urgent_kinds(borough, search, understood) == kinds
    lines, leave = urgent_lines(borough, search, understood)
    assert lines == (borough.urgent_lines(kinds) if kinds else ())
    assert leave == (borough.danger.leave_url if "abuse" in kinds else "")


def test_what_helps_comes_first_and_what_would_hurt_is_out(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("advice", categories=("essentials/advice",)),
        a_listing("choir", categories=("create/music", "create/games")),
        a_listing("quiz", categories=("create/games", "create/music")),
        a_listing("refuge", categories=("meet/cafes", "wellbeing/abuse")),
        a_listing("role", kind=Kind.VOLUNTEERING_ROLE, categories=("wellbeing/abuse",)),
    )
    snapshot, borough = context.directory_cache.current().snapshot, context.borough
    ids = [row.listing.id for row in snapshot.rows]
    stands = may_stand(snapshot, borough, IN_DANGER).tolist()
    assert {each for each, is_in in zip(ids, stands, strict=True) if is_in} == {
        *("advice", "choir", "refuge"),
    }
    helps = dict(zip(ids, helping(snapshot, borough, IN_DANGER).tolist(), strict=True))
    assert helps["refuge"] > helps["advice"] > helps["choir"] == 0
    assert may_stand(snapshot, borough, CALM).all()
    assert not helping(snapshot, borough, CALM).any()
