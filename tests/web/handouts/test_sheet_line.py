import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.services.handouts.sheets import items_of
from assetmap.web.handouts.sheet_line import travel_lines, walk_minutes
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing


@pytest.mark.parametrize(("metres", "minutes"), [(0, 5), (300, 5), (310, 10), (2_700, 45)])
def test_walk_minutes_go_in_fives_and_round_up(metres: float, minutes: int) -> None:
    assert walk_minutes(metres) == minutes


def test_travel_lines_tell_the_way_or_to_ask_for_it(make_context: ContextMaker) -> None:
    hidden = Where(Precision.WITHHELD, place="Grays", point=GRAYS)
    context = make_context(
        a_listing(),
        a_listing("told", getting_there="Bus 73 stops outside.\n\n Ring the bell. "),
        a_listing("hidden", where=hidden),
    )
    ids = ["knit-club", "told", "hidden"]

    def lines(near: str) -> list[tuple[str, ...]]:
        place = context.gazetteer.find(near) if near else None
        items = items_of(context, ids, place)
        return [travel_lines(item.hit, place) for item in items if item.hit]

    own = ("Bus 73 stops outside.", "Ring the bell.")
    ask, come = "Ask them how to get there.", ("Ask whether they come to you.",)
    assert lines("") == [(ask,), own, come]
    near = "About 0.3 miles from RM18: about 10 minutes on foot."
    assert lines("RM18") == [(near,), (near, *own), come]
    far = lines("RM15")[0][0]
    assert far.endswith(" miles from RM15.")
    assert lines("RM15") == [(far, ask), (far, *own), come]
