import pytest

from assetmap.domain.listings.suggestion import not_same_id


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])
def test_pair_has_one_id_whichever_way_round(one: str, other: str) -> None:
    assert not_same_id(one, other) == "a|b"


def test_pairs_that_differ_have_other_ids() -> None:
    assert len({not_same_id("a", "b"), not_same_id("a", "c"), not_same_id("b", "c")}) == 3
