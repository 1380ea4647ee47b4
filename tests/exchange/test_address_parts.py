import pytest

from assetmap.exchange.address_parts import join_address


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (
            {"address_1": "Mission Hall", "address_2": "12 Quay Lane", "place": "Grays"},
            {"address": "Mission Hall, 12 Quay Lane", "place": "Grays"},
        ),
        ({"house_number": "105", "street": "Quay Lane"}, {"address": "105 Quay Lane"}),
        ({"house_number": "12", "address_1": "Quay Lane"}, {"address": "12 Quay Lane"}),
        (
            {"house_name": "Rose Cottage", "street": "Quay Lane", "locality": "Chadwell"},
            {"address": "Rose Cottage, Quay Lane", "place": "Chadwell"},
        ),
        (
            {"street": "Quay Lane", "locality": "Chadwell", "place": "Grays"},
            {"address": "Quay Lane, Chadwell", "place": "Grays"},
        ),
        (
            {"building": "Mission Hall", "street": "Quay Lane"},
            {"venue": "Mission Hall", "address": "Quay Lane"},
        ),
        (
            {"building": "Mission Hall", "venue": "Room 2", "street": "Quay Lane"},
            {"venue": "Room 2", "address": "Mission Hall, Quay Lane"},
        ),
        ({"building": "yes", "street": "Quay Lane"}, {"address": "Quay Lane"}),
        (
            {"address_1": "12 Quay Lane", "address_2": "Grays", "place": "Grays"},
            {"address": "12 Quay Lane", "place": "Grays"},
        ),
        (
            {"address_1": "12 Quay Lane", "address_2": "RM17 6SL"},
            {"address": "12 Quay Lane", "postcode": "RM17 6SL"},
        ),
        (
            {"address": "Mission Hall, 12 Quay Lane", "address_1": "12 Quay Lane"},
            {"address": "Mission Hall, 12 Quay Lane"},
        ),
        ({"address": "Mission Hall\n12 Quay Lane,\n"}, {"address": "Mission Hall, 12 Quay Lane"}),
        (
            {"address": "12 Quay Lane, Grays, RM17 6SL", "place": "Grays"},
            {"address": "12 Quay Lane, Grays, RM17 6SL", "place": "Grays"},
        ),
        ({"locality": "West", "address": "2 The Mall"}, {"address": "2 The Mall"}),
        ({"venue": "Quay Hall, RM17 6SL"}, {"venue": "Quay Hall", "postcode": "RM17 6SL"}),
        (
            {"venue": "Quay Hall RM176SL", "postcode": "RM18 7TB"},
            {"venue": "Quay Hall RM176SL", "postcode": "RM18 7TB"},
        ),
        ({"name": "Club"}, {"name": "Club"}),
    ],
)
def test_parts_become_one_address(texts: dict[str, str], joined: dict[str, str]) -> None:
    notes: list[str] = []
    assert join_address(dict(texts), notes) == joined
    assert notes == []
