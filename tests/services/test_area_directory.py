"""Sets of areas as they are now, also when another process changed them."""

from datetime import date

from assetmap.bootstrap import open_context
from assetmap.domain.areas.area_set import AreaKind
from assetmap.services.areas.importing import remove_areas
from tests.area_files import BY, two_wards
from tests.conftest import ContextMaker

DAY = date(2026, 3, 16)


def test_another_process_sees_a_set_come_change_and_go(make_context: ContextMaker) -> None:
    here = make_context()
    there = open_context(here.config)
    try:
        assert there.areas.current(AreaKind.WARD, DAY) is None
        two_wards(here)
        first = there.areas.current(AreaKind.WARD, DAY)
        assert first is not None
        assert there.areas.current(AreaKind.WARD, DAY) is first  # read once
        two_wards(here, replace=True)
        second = there.areas.current(AreaKind.WARD, DAY)
        assert second is not None
        assert second is not first
        remove_areas(here, BY, "Wards")
        assert (there.areas.sets(), there.areas.opened("wards")) == ([], None)
    finally:
        there.close()
