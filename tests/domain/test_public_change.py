"""What happened between two looks at a listing."""

from assetmap.domain.public_change import EventType, PublicMark, event_of

A = PublicMark("a", "one", "monday")


def test_each_pair_of_looks_is_one_event_or_none() -> None:
    other, checked = PublicMark("a", "two", "tuesday"), PublicMark("a", "one", "tuesday")
    found = {
        "never public": event_of(None, None),
        "new": event_of(None, A),
        "gone": event_of(A, None),
        "the same": event_of(A, A),
        "changed and checked": event_of(A, other),
        "checked": event_of(A, checked),
    }
    assert found == {
        "never public": None,
        "new": EventType.PUBLISHED,
        "gone": EventType.CLOSED,
        "the same": None,
        "changed and checked": EventType.CHANGED,
        "checked": EventType.CONFIRMED,
    }


def test_events_have_names_for_good() -> None:
    assert {each.value: each.change for each in EventType} == {
        "listing.published": "published",
        "listing.changed": "changed",
        "listing.confirmed": "confirmed",
        "listing.closed": "closed",
    }
