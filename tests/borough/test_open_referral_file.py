"""Which of the LGA's service types each category is."""

from typing import Any

import pytest

from assetmap.borough.open_referral_file import read_service_types
from assetmap.domain.borough.borough import Borough

KNOWN = {"care/respite", "meet"}


def test_numbers_by_category() -> None:
    top = {"service_types": {"care/respite": 227, "gone/away": 1}}
    assert read_service_types(top, KNOWN, is_own=False) == {"care/respite": 227}
    assert read_service_types({}, KNOWN, is_own=True) == {}


@pytest.mark.parametrize("number", ["227", 0, -1, 2.5, True, None])
def test_what_is_no_number_is_refused(number: Any) -> None:
    with pytest.raises(ValueError, match=r"care/respite is .*: give the number of a service type"):
        read_service_types({"service_types": {"care/respite": number}}, KNOWN, is_own=False)


def test_in_the_boroughs_own_file_an_unknown_category_is_a_slip() -> None:
    with pytest.raises(ValueError, match="service_types names a category gone/away that is not"):
        read_service_types({"service_types": {"gone/away": 1}}, KNOWN, is_own=True)


def test_shipped_file_names_categories_that_there_are(borough: Borough) -> None:
    assert len(borough.service_types) > 20
    assert set(borough.service_types) <= set(borough.words.category)
