"""Times in other people's files, taken in by the service: on the page, by day, and open now."""

import pytest

from assetmap.domain.text import slug
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.geojson_files import read_geojson
from assetmap.services.listings.importing import ImportOptions, import_batch
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


@pytest.fixture
def take(make_context: ContextMaker) -> "object":
    def take(text: str, today: str = MONDAY_MORNING) -> tuple[Client, list[str]]:
        context = make_context(today=today)
        read = read_geojson if text.startswith("{") else read_csv
        report = import_batch(context, read(text.encode(), context.borough.words), PUBLISHED)
        assert (report.new, report.refused) == (text.count("RM1"), ())
        return client_of(context), [note.text for note in report.notes]

    return take


def on(client: Client, day: str) -> set[str]:
    return {each["name"] for each in client.data(f"/find.json?day={day}")["results"]}


def test_one(take, client) -> None:
    client, notes = take(CODES)
    for name in ("Tide House", "Reed Hut", "Summer Kiosk", "Always Hall"):
        print(client.page(f"/listing/{slug(name)}").words[:900])
    print(notes, on(client, "mon"), on(client, "sat"))
    client, notes = take(DAYS)
    print(client.page("/listing/tide-house").words[:600], notes)
    raise AssertionError
