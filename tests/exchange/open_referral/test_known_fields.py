"""Records with nothing that the standard does not know."""

from assetmap.exchange.open_referral.known_fields import KNOWN, only_known


def test_what_is_not_known_goes_at_any_depth() -> None:
    record = {
        "id": "1",
        "name": "Club",
        "listing_url": "https://x.example",
        "phones": [{"id": "2", "number": "1"}],
        "languages": [{"id": "3", "service_id": "1", "name": "Polish"}],
        "contacts": [{"id": "4", "service_id": "1", "phones": [{"id": "2", "number": "1"}]}],
        "organization": {"id": "5", "name": "Club", "services": [{"id": "1"}]},
        "cost_options": [{"id": "6", "amount": 2, "currency": "GBP"}],
        "service_at_locations": [
            {"id": "7", "service_id": "1", "location": {"id": "8", "transportation": "Bus 66"}}
        ],
    }
    assert only_known("service", record) == {
        "id": "1",
        "name": "Club",
        "organization": {"id": "5", "name": "Club"},
        "cost_options": [{"id": "6", "amount": 2}],
        "service_at_locations": [{"id": "7", "service_id": "1", "location": {"id": "8"}}],
    }


def test_every_nested_sort_is_known() -> None:
    assert {nested for fields in KNOWN.values() for nested in fields.values()} - {""} <= set(KNOWN)
