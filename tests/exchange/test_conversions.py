from assetmap.exchange.conversions import converted
from assetmap.exchange.heading_names import CONTACT, GATHERED, LAYER, TYPE
from assetmap.exchange.kind_columns import SENTENCES


def test_a_row_of_other_columns_becomes_one_of_ours() -> None:
    notes: list[str] = []
    texts = {
        "name": "Pier Band",
        "address_1": "Old Mill",
        "house_number": "3",
        "street": "Pier Road",
        "mobile": "07700 900111",
        "ages": "Under 12",
        "hearing_loop": "Yes",
        "is_free": "Y",
        "languages": "Hindi, Urdu",
        "eligibility": "Adults",
        "internal": "Owes us",
        "contact": "Jo Smith",
    }
    assert converted(texts, notes) == {
        "name": "Pier Band",
        "address": "Old Mill, 3 Pier Road",
        "phone": "07700 900111",
        "max_age": "11",
        "access": "hearing-loop",
        "cost": "free",
        "languages": "Hindi; Urdu",
        "description": "Who can come: Adults.",
        "private_name": "Jo Smith",
    }


def test_no_column_that_only_fills_others_is_left() -> None:
    texts = dict.fromkeys(GATHERED, "Something else")
    left = set(converted(texts, [])) & set(GATHERED)
    # What the kind decides is read once it is known.
    assert left <= {TYPE, LAYER, CONTACT, *SENTENCES}
