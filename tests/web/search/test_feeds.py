"""Calendars and the feed by their addresses: of a listing, of a hub, of any question."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as Xml

import icalendar
import pytest

from assetmap.clock import parse_clock
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule import LONDON
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, save_change
from assetmap.web.framework.request_context import KEY
from tests.factories import TILBURY, a_listing
from tests.services.colleagues import EDITOR, by
from tests.web.conftest import Client, ClientMaker

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = 'A & B <script>alert(1)</script> "x" ]]>'
HUB = Where(Precision.VENUE, "Riverside Hub", place="Tilbury", postcode="RM18 7TB", point=TILBURY)
SECRET = Where(
    *(Precision.WITHHELD, "Hidden House", "1 Hidden Street", "Hidden Town", "RM17 6XX"),
    Point(51.47, 0.32),
    "Thurrock",
)


def listings() -> list[Listing]:
    hub = a_listing(
        "riverside",
        kind=Kind.HUB,
        name="Riverside Hub",
        where=HUB,
        schedule=replace(
            parse_schedule(["Wed 10:00-12:00", "Fri 09:00-17:00"]),
            opening=parse_rules(["Mon 09:00-17:00"]),
            bank_holidays="closed",
        ),
    )
    return [
        hub,
        a_listing("club", name="Tea club", where=HUB, when=["Tue 10:00-12:00", "Thu 10:00-11:00"]),
        a_listing("away", name="Walk", where=HUB, when=["Mon 10:00-11:00 at The Pier"]),
        a_listing(
            "guest", name="Choir", when=["Sat 10:00-11:00 at Riverside Hub", "Sun 9:00-10:00"]
        ),
        a_listing(
            "refuge",
            name="Refuge",
            where=SECRET,
            when=["Tue 10:00-12:00 at Riverside Hub"],
            private=Contact(phone="01632 960999", name="Hidden Person"),
        ),
        a_listing("paused", name="Paused", status=Status.PAUSED),
        a_listing("planned", name="Planned", status=Status.PLANNED),
        a_listing("gone", name="Gone", status=Status.ARCHIVED),
        a_listing("merged", name="Merged", status=Status.ARCHIVED, merged_into="club"),
        a_listing("words", name="Words", when=["Ring us"]),
        a_listing("doors", name="Doors", kind=Kind.SERVICE, when=["Mon-Fri 09:00-17:00"]),
        a_listing("evil", name=HOSTILE, when=["Tue 18:00-19:00"], summary=HOSTILE),
    ]


@pytest.fixture
def client_of_all(make_client: ClientMaker) -> Client:
    return make_client(*listings())


def summaries(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "text/calendar"), address
    file = icalendar.Calendar.from_ical(response.data)
    return [f"{each['DTSTART'].dt:%a} {each['SUMMARY']}" for each in file.walk("VEVENT")]


def test_each_address_gives_its_series(client_of_all: Client) -> None:
    client = client_of_all
    assert summaries(client, "/listing/club.ics") == ["Tue Tea club", "Thu Tea club"]
    assert summaries(client, "/listing/paused.ics") == []  # it may come back
    assert summaries(client, "/listing/planned.ics") == []
    assert client.get("/listing/merged.ics").headers["Location"] == "/listing/club.ics"
    statuses = {name: client.get(f"/listing/{name}.ics").status_code for name in ("gone", "words")}
    assert statuses == {"gone": 410, "words": 404}
    assert client.get("/listing/never-was.ics").status_code == 404
    assert client.get("/listing/doors.ics").status_code == 404  # hours of a door alone
    assert sorted(summaries(client, "/hub/riverside.ics")) == [
        *("Fri Riverside Hub", "Sat Choir", "Thu Tea club", "Tue Tea club", "Wed Riverside Hub"),
    ]
    assert client.get("/hub/club.ics").status_code == 404
    assert client.get("/hub/merged.ics").headers["Location"] == "/hub/club.ics"
    assert len(summaries(client, "/whats-on.ics")) == 9
    assert summaries(client, "/whats-on.ics?q=tea+club&day=thu") == ["Thu Tea club"]
    assert summaries(client, "/whats-on.ics?day=sun&when=today&page=7&view=map") == ["Sun Choir"]
    for path in ("/whats-on.ics", "/whats-on.atom"):
        response = client.get(f"{path}?sort=near&within=2&age=old&nonsense=1")
        assert (response.status_code, response.json["error"]) == (400, "age"), path
        assert client.get(f"{path}?within=2").status_code == 400


def test_names_tell_calendars_apart(client_of_all: Client) -> None:
    client = client_of_all

    def name(address: str) -> str:
        (found,) = re.findall(r"X-WR-CALNAME:(.*)\r\n", client.get(address).text)
        return found

    assert name("/listing/club.ics") == "Tea club"
    assert name("/hub/riverside.ics") == "What’s on at Riverside Hub"
    assert name("/whats-on.ics") == "What’s on: Thurrock Community Directory"
    assert name("/whats-on.ics?q=tea&day=tue") == "Thurrock Community Directory: tea\\, Tuesday"


def test_a_second_fetch_gives_nothing_again(client_of_all: Client) -> None:
    client = client_of_all
    for path in (
        *("/listing/club.ics", "/hub/riverside.ics", "/whats-on.ics?q=tea", "/whats-on.atom?q=tea"),
    ):
        first, again = client.get(path), client.get(path)
        assert first.data == again.data
        assert first.headers["Cache-Control"] == "public, max-age=600"
        assert first.headers["X-Robots-Tag"] == "noindex"
        asked = {"If-None-Match": first.headers["ETag"]}
        unchanged = client.get(path, headers=asked)
        assert (unchanged.status_code, unchanged.data) == (304, b""), path
        packed = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["ETag"] == first.headers["ETag"]


def test_nothing_that_is_hidden_comes_out(client_of_all: Client) -> None:
    client = client_of_all
    for path in (
        *("/whats-on.ics", "/whats-on.atom", "/listing/refuge.ics", "/hub/riverside.ics"),
    ):
        told = client.get(path).text.replace("\r\n ", "")
        assert "idden" not in told, path
        assert "RM17" not in told, path
        assert "960999" not in told, path
    assert "Riverside" not in client.get("/listing/refuge.ics").text


def test_atom_has_an_entry_for_each_listing_the_newest_change_first(
    make_client: ClientMaker,
) -> None:
    client = make_client(
        a_listing("old", name="Old"),
        a_listing(
            "evil", name=f"{HOSTILE}\x07", summary=f"{HOSTILE}\x1b", when=["Mon 08:00-10:00"]
        ),
    )
    context: Context = client.application.extensions[KEY]
    with context.unit_of_work() as uow:
        evil = context.store.get_listing("evil").listing
        uow.save_listing(replace(evil, changed_at=datetime(2026, 3, 9, 12, tzinfo=UTC)))
        old = context.store.get_listing("old").listing
        uow.save_listing(replace(old, changed_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    response = client.get("/whats-on.atom")
    assert response.mimetype == "application/atom+xml"
    feed = Xml.fromstring(response.data)
    site = "http://127.0.0.1:8000"
    head = {name: feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")}
    assert head == {
        "id": f"{site}/whats-on.atom",
        "title": "What’s on: Thurrock Community Directory",
        "updated": "2026-03-09T12:00:00Z",
    }
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{site}/whats-on.atom", "alternate": f"{site}/find"}
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}id") for each in entries] == [
        f"{site}/listing/evil",
        f"{site}/listing/old",
    ]
    assert entries[0].findtext(f"{ATOM}title") == HOSTILE
    assert entries[0].findtext(f"{ATOM}summary") == "\n".join(
        (
            HOSTILE,
            "Next: Monday 16 March 2026, 8am to 10am",
            "Where: Dock Road Hall, Tilbury, RM18 7TB",
        )
    )
    asked = Xml.fromstring(client.get("/whats-on.atom?q=nothing+like+it+zzz").data)
    assert asked.findall(f"{ATOM}entry") == []
    assert asked.findtext(f"{ATOM}updated") == "2024-01-01T00:00:00Z"


def test_box_leads_to_the_calendars_by_the_device(client_of_all: Client) -> None:
    client = client_of_all
    page = client.get("/listing/club")
    assert "User-Agent" in page.headers["Vary"]
    assert 'href="webcal://localhost/listing/club.ics"' in page.text
    google = (
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Flocalhost%2Flisting%2Fclub.ics"
    )
    assert f'href="{google}"' in page.text
    assert 'href="http://localhost/listing/club.ics"' in page.text
    android = client.get(
        "/listing/club", headers={"User-Agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9)"}
    ).text
    assert 'href="webcal:' not in android
    assert google in android
    assert "/hub/riverside.ics" in client.get("/listing/riverside").text
    for name in ("paused", "planned", "words", "doors"):
        assert ".ics" not in client.get(f"/listing/{name}").text, name


def test_a_moved_and_a_cancelled_session_stay_the_same_event(make_client: ClientMaker) -> None:
    """Acceptance check 5: the same UID, a higher SEQUENCE, one RECURRENCE-ID."""
    client = make_client(a_listing("club", name="Tea club"))
    context: Context = client.application.extensions[KEY]

    def change(at: str, *lines: str) -> list[Any]:
        context.clock = parse_clock(at)
        before = load_for_update(context, "club")
        schedule = replace(before.listing.schedule, changes=tuple(map(parse_change, lines)))
        with context.unit_of_work() as uow:
            after = replace(before.listing, schedule=schedule)
            save_change(context, uow, by(EDITOR), before, after, "changed")
        file = icalendar.Calendar.from_ical(client.get("/whats-on.ics").data)
        return list(file.walk("VEVENT"))

    (first,) = change("2026-03-16T09:00")
    series, moved = change("2026-03-16T10:00", "2026-03-24 moved to 2026-03-25 14:00-15:00")
    assert series["UID"] == moved["UID"] == first["UID"]
    assert series["SEQUENCE"] > first["SEQUENCE"]
    assert moved["RECURRENCE-ID"].dt == datetime(2026, 3, 24, 10, tzinfo=LONDON)
    later, cancelled = change("2026-03-16T11:00", "2026-03-24 cancelled")
    assert (cancelled["STATUS"], cancelled["UID"]) == ("CANCELLED", first["UID"])
    assert later["SEQUENCE"] > series["SEQUENCE"]
