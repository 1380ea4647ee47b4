"""Times in other people's files, taken in by the service: on the page, by day, and open now."""

import json
from collections.abc import Callable

import pytest

from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.geojson_files import read_geojson
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker
from tests.web.conftest import Client, client_of

PUBLISHED = ImportOptions("elsewhere", publish=True)
MONDAY_MORNING = "2026-03-16T10:30"

CODES = """\
name,kind,postcode,opening_hours
Tide House,hub,RM17 6SL,"Mo-Fr 08:30-16:00; Sa 09:00-11:00; PH off"
Reed Hut,hub,RM18 7TB,"Tu-Su 10:00-18:00; We off; Apr-Sep Mo 10:00-12:00"
Summer Kiosk,hub,RM18 7TB,"Apr-Sep: Mo-Su 10:00-18:00; Oct-Mar off"
Always Hall,hub,RM18 7TB,24/7
"""
DAYS = """\
name,kind,postcode,Monday,Tuesday,Thursday,Saturday,Sunday
Tide House,hub,RM17 6SL,08:30-17:00,08:30-17:00,Quiet hour,09:00-11:00,CLOSED
Reed Hut,hub,RM18 7TB,CLOSED,9am - 1pm,,,
"""
MOBILE = """\
name,kind,postcode,day,arrival,departure,frequency,start
Book Van,service,RM18 7TB,Monday,10:20,10:50,FREQ=WEEKLY;INTERVAL=3,2019-10-14
Toy Van,service,RM18 7TB,Monday,10:20,10:50,FREQ=WEEKLY,2019-10-14
"""


Taker = Callable[..., tuple[Client, list[str]]]


@pytest.fixture
def take(make_context: ContextMaker) -> Taker:
    """`take(csv)`: the app over what the service took in, and what the report notes."""

    def take(text: str, today: str = MONDAY_MORNING) -> tuple[Client, list[str]]:
        context = make_context(today=today)
        read = read_geojson if text.startswith("{") else read_csv
        report = import_file(context, read(text.encode(), context.borough.words), PUBLISHED)
        assert (report.new, report.refused) == (text.count("RM1"), [])
        return client_of(context), [note.text for note in report.notes]

    return take


def on(client: Client, day: str) -> set[str]:
    return {each["name"] for each in client.data(f"/find.json?day={day}")["results"]}


def words(client: Client, name: str) -> str:
    """What the page of the listing of that name says."""
    found = client.data("/find.json")["results"]
    ids = {each["name"]: each["id"] for each in found}
    return client.page(f"/listing/{ids[name]}").words


def test_opening_hours_of_openstreetmap(take: Taker) -> None:
    client, notes = take(CODES)
    tide = words(client, "Tide House")
    assert "Monday to Friday, 8:30am to 4pmSaturday, 9am to 11am" in tide
    assert "Bank holidays Closed" in tide
    assert "Open now until 4pm" in tide
    reed = words(client, "Reed Hut")
    assert "Tuesday, Thursday, Friday, Saturday and Sunday, 10am to 6pm" in reed
    assert "April to September: Monday, 10am to 12 noon" in reed
    assert "On now" not in reed
    kiosk = words(client, "Summer Kiosk")
    assert "April to September: every day, 10am to 6pmClosed from October to March" in kiosk
    assert ("On now" in kiosk, "Next on" in kiosk) == (False, False)
    assert "Every day, 24 hours" in words(client, "Always Hall")
    assert on(client, "mon") == {"Tide House", "Always Hall"}
    assert on(client, "sat") == {"Tide House", "Reed Hut", "Always Hall"}
    assert on(client, "wed") == {"Tide House", "Always Hall"}
    kiosk_times = "April to September: every day, 10am to 6pm; Closed from October to March"
    assert notes == [
        "We kept the times as words: “April to September: Monday, 10am to 12 noon”.",
        f"We kept the times as words: “{kiosk_times}”.",
    ]


def test_a_column_a_weekday(take: Taker) -> None:
    client, notes = take(DAYS)
    tide = words(client, "Tide House")
    assert "Monday and Tuesday, 8:30am to 5pmSaturday, 9am to 11amThursday: Quiet hour" in tide
    assert "Open now until 5pm" in tide
    reed = words(client, "Reed Hut")
    assert ("Tuesday, 9am to 1pm" in reed, "On now" in reed) == (True, False)
    assert [on(client, day) for day in ("mon", "tue", "thu", "sun")] == [
        {"Tide House"},
        {"Tide House", "Reed Hut"},
        set(),
        set(),
    ]
    assert notes == [
        "We could not read the times in “Thursday”, so we kept them as words: “Quiet hour”.",
        "We kept the times as words: “Thursday: Quiet hour”.",
    ]


def test_every_third_week_is_never_every_week(take: Taker) -> None:
    client, _ = take(MOBILE)
    van = words(client, "Book Van")
    assert "Every 3 weeks on Monday, 10:20am to 10:50am" in van
    assert "On now" not in van
    assert "On now until 10:50am" in words(client, "Toy Van")
    assert on(client, "mon") == {"Book Van", "Toy Van"}  # a day on which it can be


def test_a_map_programs_properties(take: Taker) -> None:
    properties = {"name": "Quay Hall", "kind": "hub", "postcode": "RM17 6SL"}
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [0.3238, 51.4756]},
        "properties": {**properties, "opening_hours": "Mo-Fr 09:00-17:00; PH off"},
    }
    client, _ = take(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    page = words(client, "Quay Hall")
    assert "Monday to Friday, 9am to 5pm" in page
    assert "Bank holidays Closed" in page
    assert "Open now until 5pm" in page
