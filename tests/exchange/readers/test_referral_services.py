"""One service in our columns, from each dialect; people's names and assurers stay inside."""

from typing import Any

from assetmap.exchange.readers.referral_services import SHARED_TIMES, service_rows

HOURS = {"opens_at": "10:00", "closes_at": "12:00"}


def rows(service: dict[str, Any]) -> list[dict[str, str]]:
    return [{k: v for k, v in cells.items() if v} for cells, _ in service_rows(service)]


def test_service_of_version_3() -> None:
    service = {
        "id": "a-1",
        "name": "Lunch club",
        "status": "active",
        "minimum_age": 55,
        "description": "A meal.",
        "alert": "None on Friday.",
        "fees": "£5",
        "email": "hello@lunch.example.org",
        "url": "https://lunch.example.org/",
        "assured_date": "2026-01-05",
        "assurer_email": "jo.secret@council.example",
        "organization": {"name": "Friends", "website": "https://friends.example.org"},
        "languages": [{"id": "x"}, {"name": "Polish"}, {"code": "en"}],
        "service_areas": [{"name": "Thurrock", "uri": "http://www.example.com"}],
        "contacts": [{"name": "Jo Secret", "title": "Chair", "phones": [{"number": "1"}]}],
        "phones": [{"number": "01632 960123"}, {"number": "01632 960124"}],
        "attributes": [
            {"taxonomy_term": {"name": "Lunch clubs", "term_uri": "http://id.esd.org.uk/x"}},
            {"taxonomy_term": {"term": "Carers"}},
        ],
        "schedules": [{"byday": "TU", **HOURS, "description": "Not in August"}],
        "eligibility_description": "Anyone",
        "application_process": "Ring first",
        "alternate_name": "The Tuesday table",
    }
    assert rows(service) == [
        {
            "id": "a-1",
            "name": "Lunch club",
            "status": "active",
            "min_age": "55",
            "description": "A meal.\n\nNone on Friday.\n\nTimes: Not in August.",
            "cost": "£5",
            "email": "hello@lunch.example.org",
            "checked_on": "2026-01-05",
            "website": "https://lunch.example.org/",
            "run_by": "Friends",
            "languages": "Polish",
            "area_served": "Thurrock",
            "private_name": "Jo Secret",
            "phone": "01632 960123 / 01632 960124",
            "type": "Lunch clubs; Carers",
            "when": "Tue 10:00-12:00",
            "eligibility": "Anyone",
            "join_note": "Ring first",
            "also_known_as": "The Tuesday table",
        }
    ]
    assert "secret@council" not in str(rows(service))


def test_several_locations_are_a_row_each() -> None:
    service = {
        "id": 7,
        "name": "Advice",
        "service_at_locations": [
            {"id": "s1", "location": {"id": "L1", "name": "Hall"}},
            {"id": "s2", "location": {"name": "Library"}, "schedules": [{"byday": "MO", **HOURS}]},
        ],
        "schedules": [
            {"byday": "FR", **HOURS, "service_at_location_id": "s1"},
            {"byday": "WE", **HOURS},
        ],
    }
    found = list(service_rows(service))
    assert [(cells["id"], cells["venue"], cells["when"]) for cells, _ in found] == [
        ("7@L1", "Hall", "Fri 10:00-12:00; Wed 10:00-12:00"),
        ("7@s2", "Library", "Mon 10:00-12:00; Wed 10:00-12:00"),
    ]
    assert [notes for _, notes in found] == [[SHARED_TIMES], [SHARED_TIMES]]


def test_service_of_version_1() -> None:
    service = {
        "id": "b",
        "name": "Coffee",
        "attending_type": "phone",
        "attending_access": "drop-in",
        "eligibilitys": [
            {"eligibility": "adult", "minimum_age": 18, "maximum_age": 65},
            {"eligibility": "carers", "minimum_age": 16, "maximum_age": 127},
        ],
        "service_taxonomys": [{"taxonomy": {"id": "esdServiceType:298", "name": "Carers"}}],
        "languages": [{"language": "pl"}, {"language": "en"}],
        "regular_schedules": [{"weekday": 3, **HOURS}],
        "holiday_schedules": [{"closed": True, "start_date": "2026-12-24"}],
    }
    assert rows(service) == [
        {
            "id": "b",
            "name": "Coffee",
            "join": "drop-in",
            "place": "By phone",
            "type": "Carers",
            "min_age": "16",
            "eligibility": "adult, carers",
            "languages": "Polish",
            "when": "Wed 10:00-12:00",
            "changes": "2026-12-24 closed",
        }
    ]


def test_service_of_outpost() -> None:
    service = {
        "id": 101,
        "name": "Walks",
        "min_age": 0,
        "max_age": None,
        "free": True,
        "needs_referral": None,
        "visible": False,
        "url": "http://www.example.com",
        "organisation": {"name": "walks", "url": "https://org.example.org", "email": "o@x.example"},
        "suitabilities": [{"name": "Older people"}],
        "taxonomies": [{"name": "Clubs", "slug": "clubs"}, {"name": None}],
        "contacts": [
            {"name": "Jo Secret", "email": "jo@secret.example", "phone": "1", "visible": False},
            {"name": None, "email": "x@noemail.invalid", "phone": "01632 960789"},
        ],
        "links": [{"label": "Facebook", "url": "https://facebook.com/walks"}, {"label": "Blog"}],
    }
    assert rows(service) == [
        {
            "id": "101",
            "name": "Walks",
            "free": "yes",
            "visible": "no",
            "type": "Clubs",
            "audience": "Older people",
            "phone": "01632 960789",
            "email": "o@x.example",
            "website": "https://org.example.org",
            "facebook": "https://facebook.com/walks",
            "private_name": "Jo Secret",
            "private_phone": "1",
            "private_email": "jo@secret.example",
        }
    ]


def test_service_with_nothing_in_it() -> None:
    assert rows({"organization": None, "contacts": None, "minimum_age": "x"}) == [{"min_age": "x"}]


def test_terms_of_schemes_of_audiences_and_access_are_no_categories() -> None:
    def tag(taxonomy: str, name: str) -> dict[str, Any]:
        return {"taxonomy_term": {"name": name, "taxonomy": taxonomy}}

    service = {
        "id": "a",
        "name": "Walk",
        "eligibility_description": "Women, Older people",
        "attributes": [
            tag("Our directory: categories", "Walking"),
            tag("Our directory: audiences", "Women"),
            tag("Our directory: audiences", "Older people"),
            tag("Our directory: access", "Step-free"),
            tag("Our directory: access", "By phone"),
            tag("Age groups", "Adults"),
        ],
        "service_at_locations": [
            {"location": {"name": "Hall", "accessibility": [{"accessibility": "Step-free"}]}}
        ],
    }
    assert rows(service) == [
        {
            "id": "a",
            "name": "Walk",
            "type": "Walking; Adults",
            "audience": "Women; Older people",
            "venue": "Hall",
            "access": "Step-free; By phone",
        }
    ]
    assert "eligibility" in rows({**service, "eligibility_description": "Women over 50"})[0]


def test_several_other_names_stand_in_one_text() -> None:
    (row,) = rows({"id": "a", "name": "Walk", "alternate_name": "Stroll; The Amblers"})
    assert row["also_known_as"] == "Stroll; The Amblers"
