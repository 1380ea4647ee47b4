import pytest

from assetmap.exchange.contact_columns import join_contacts


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (
            {"phone": "01632 960101", "mobile": "07700 900101"},
            {"phone": "01632 960101 / 07700 900101"},
        ),
        ({"mobile": "07700 900101"}, {"phone": "07700 900101"}),
        ({"phone": "01632 960101", "other_phone": "+44 1632 960101"}, {"phone": "01632 960101"}),
        ({"facebook": "facebook.com/quay"}, {"website": "facebook.com/quay"}),
        (
            {"facebook": "https://facebook.com/quay", "website": "example.org"},
            {"website": "example.org", "description": "Facebook: https://facebook.com/quay"},
        ),
        (
            {"twitter": "@quay", "instagram": "quaysings", "description": "We sing."},
            {"description": "We sing.\n\nTwitter: @quay\nInstagram: quaysings"},
        ),
        ({"name": "Club"}, {"name": "Club"}),
    ],
)
def test_numbers_and_pages_are_put_together(texts: dict[str, str], joined: dict[str, str]) -> None:
    assert join_contacts(dict(texts), []) == joined
