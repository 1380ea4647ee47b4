"""What is kept of the rows is the same, made anew, joined, changed or read again."""

from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind, Listing, Picture, Precision, Where
from assetmap.search_index.edits import Edit
from assetmap.search_index.row import Area, Row, row_of
from assetmap.search_index.row_arrays import RowArrays
from assetmap.search_index.row_columns import text_hash
from tests.factories import GRAYS, TILBURY, a_listing
from tests.properties import few
from tests.search_index.listings import HERE, many_listings, snapshot_of

RULES = UpkeepRules()


def row(listing: Listing) -> Row:
    area = Area(points=(GRAYS, TILBURY)) if listing.name else Area(whole=True)
    found = row_of(listing, area, HERE, RULES)
    assert found is not None
    return found


def told(arrays: RowArrays) -> dict[str, str]:
    return {name: f"{array.dtype.kind}{array.tolist()}" for name, array in arrays.arrays().items()}


@few
@given(st.data())
def test_changed_joined_and_opened_arrays_are_those_made_anew(
    borough: Borough, data: st.DataObject
) -> None:
    drawn = [data.draw(many_listings(borough)) for _ in range(2)]
    before, now = ({each.id: row(each) for each in listings} for listings in drawn)
    old, new = sorted(before), sorted(now)
    edit = Edit.between(old, new, before.keys() | now.keys())
    anew = RowArrays.of([now[each] for each in new])
    arrays = RowArrays.of([before[each] for each in old])
    changed = arrays.with_changed(edit, [now[new[at]] for at in edit.changed.tolist()])
    assert told(changed) == told(anew)
    parts = [RowArrays.of([now[each] for each in new[first : first + 4]]) for first in (0, 4, 8)]
    assert told(RowArrays.joined(parts)) == told(anew)
    opened = RowArrays.of_arrays(anew.arrays())
    assert told(opened) == told(anew)
    assert len(opened) == len(new)


@few
@given(st.data())
def test_row_is_read_again_as_it_was(borough: Borough, data: st.DataObject) -> None:
    listings: list[Listing] = data.draw(many_listings(borough))
    rows = [row(each) for each in listings]
    arrays = RowArrays.of(rows)
    assert [arrays.row(n, each, RULES) for n, each in enumerate(listings)] == rows


def test_lists_name_what_a_listing_may_be_found_by(borough: Borough) -> None:
    hub = a_listing(
        "hub",
        kind=Kind.HUB,
        name="Riverside Hub",
        where=Where(Precision.VENUE, "The Annexe", point=GRAYS),
        former_names=("Old Café",),
        pictures=(Picture("a.jpg", "A door"),),
    )
    role = a_listing("role", kind=Kind.VOLUNTEERING_ROLE, with_group="Riverside HUB")
    hidden = a_listing("withheld", kind=Kind.HUB, name="Safe", where=Where(Precision.WITHHELD))
    snapshot = snapshot_of(borough.words, hub, role, hidden)
    texts = {name: snapshot.kept.row.texts(name).tolist() for name in ("hub_name", "former_id")}
    assert texts == {"hub_name": ["the annexe", "riverside hub"], "former_id": ["old-cafe"]}
    assert snapshot.kept.row.texts("picture").tolist() == ["a.jpg"]
    named = {text_hash("riverside hub")}
    assert snapshot.holding("called", named).tolist() == [0]
    assert snapshot.holding("with_group", named).tolist() == [1]
    assert snapshot.holding("called", ()).tolist() == []
    assert list(snapshot.calendar.venues) == ["the annexe", "riverside hub"]
    assert snapshot.calendar.venues["riverside hub"].schedule == hub.schedule
