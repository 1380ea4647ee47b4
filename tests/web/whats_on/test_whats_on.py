"""The page of what is on, the same as data, and a hub's week on paper."""

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from assetmap.domain.listings.listing import Kind
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.pdf import document
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, name_of, words_of

WEEK = "/whats-on?week-of=2026-03-30"


def headings(page: Page) -> list[str]:
    return [words_of(each) for each in page.by_class("day__heading")]


def names(page: Page) -> list[str]:
    return [words_of(each).removesuffix(" Sample") for each in page.by_class("occurrence__name")]


def test_week_has_its_seven_days_in_order_with_the_bank_holiday(client: Client) -> None:
    page = client.page(WEEK)
    assert headings(page) == [
        *("Monday 30 March", "Tuesday 31 March", "Wednesday 1 April", "Thursday 2 April"),
        *("Friday 3 April: Good Friday", "Saturday 4 April", "Sunday 5 April"),
    ]
    assert {name_of(each) for each in page.by_class("day__heading")} == {"h2"}
    assert [words_of(each) for each in page.all("h1")] == [
        "What is on from 30 March to 5 April 2026"
    ]
    links = {words_of(each): each.get("href") for each in page.all("a")}
    assert links["Previous week"] == "/whats-on?week-of=2026-03-23"
    assert links["Next week"] == "/whats-on?week-of=2026-04-06"


def test_words_and_a_category_filter_and_links_keep_them(client: Client) -> None:
    page = client.page(f"{WEEK}&q=lunch&category=meet")
    assert len(headings(page)) == 7
    found = client.data("/whats-on.json?week-of=2026-03-30&q=lunch&category=meet")
    ids = [each["id"] for day in found["days"] for each in day["entries"]]
    assert "riverside-memory-lunch-club" in ids
    assert 0 < len(ids) < client.data("/whats-on.json?week-of=2026-03-30")["total"]
    assert [each.get("data-listing") for each in page.by_class("occurrence")] == ids
    links = {words_of(each): each.get("href") for each in page.all("a")}
    assert links["Next week"] == "/whats-on?week-of=2026-04-06&q=lunch&category=meet"
    removed = "/whats-on?week-of=2026-03-30&category=meet"
    assert removed in [each.get("href") for each in page.by_class("chip")]


def test_list_of_results_and_home_lead_to_what_is_on(client: Client) -> None:
    links = [each.get("href") for each in client.page("/find?q=lunch&near=RM18&page=2").all("a")]
    assert "/whats-on?q=lunch&near=RM18" in links
    home = [each.get("href") for each in client.page("/").all("a")]
    assert {"/whats-on", "/whats-on?when=today", "/whats-on?when=weekend"} <= set(home)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("week-of=31+feb", "“31 feb” is no date. Write one such as 2026-03-16. Here is this week."),
        ("when=never", "“when” is today, tomorrow or weekend. Here is this week."),
        ("week-of=9999-12-31", "There is no such week. Here is this week."),
    ],
)
def test_nonsense_is_told_on_the_page_and_refused_as_data(
    client: Client, asked: str, said: str
) -> None:
    page = client.page(f"/whats-on?{asked}")
    assert said in page.words
    assert headings(page)[0].startswith("Monday 16 March")
    refused = client.get(f"/whats-on.json?{asked}")
    assert (refused.status_code, refused.get_json()["message"]) == (400, said)


def test_weeks_over_and_weeks_too_far_ahead_are_answered_in_words(client: Client) -> None:
    assert "This week is over." in client.page("/whats-on?week-of=2026-03-01").words
    assert "We list what is on until 20 April 2027." in client.page("/whats-on?on=2029-01-01").words


def test_cancelled_is_struck_and_said_and_unsure_says_so(make_client: ClientMaker) -> None:
    schedule = parse_schedule(["Fri 10:00-12:00", "Tue 10:00-12:00"])
    change = parse_change("2026-03-31 cancelled: no hall")
    client = make_client(a_listing(schedule=replace(schedule, changes=(change,))))
    page = client.page(WEEK)
    assert [words_of(each) for each in page.by_class("occurrence__times")] == [
        "10am to 12 noon Cancelled: no hall",
        "10am to 12 noon Good Friday: check that it is on",
    ]
    assert [words_of(each) for each in page.all("s")] == ["10am to 12 noon", "Knit Club"]
    assert [words_of(each) for each in page.by_class("day__nothing")] == ["Nothing listed"] * 5


def test_map_shows_what_is_on_then(make_client: ClientMaker) -> None:
    client = make_client(a_listing("tue"), a_listing("mon", when=["Mon 09:00-10:00"]))
    assert client.data("/map.json?when=today")["total"] == 1
    assert client.data("/map.json?when=tomorrow")["total"] == 1
    assert client.data("/map.json?when=weekend")["total"] == 0
    page = client.page("/whats-on?view=map")
    (shown,) = [each.get("data-points") for each in page.all("div") if each.get("id") == "map"]
    assert shown == "/map.json?week-of=2026-03-16"


def test_page_is_served_in_part_to_its_script(client: Client) -> None:
    part = client.get(WEEK, headers={"X-Fragment": "1"})
    assert 'id="results"' in part.text
    assert "<html" not in part.text
    assert "X-Fragment" in part.headers["Vary"]


def test_hub_has_its_week_on_its_page_and_on_a_page_of_its_own(client: Client) -> None:
    page = client.page("/listing/riverside-hub")
    assert "Open now until 4pm" in page.words
    assert headings(page)[0] == "Monday 16 March Today"
    assert "Housing surgery" in names(page)
    own = client.page("/whats-on?hub=riverside-hub")
    assert [words_of(each) for each in own.all("h1")] == ["What is on this week at Riverside Hub"]
    assert names(own) == names(page)
    client.page("/whats-on?hub=nothing-here", 404)


@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("week", ["2026-03-16", "2026-03-30"])
def test_hubs_week_is_on_one_page_with_every_session(client: Client, size: str, week: str) -> None:
    response = client.get(f"/whats-on.pdf?hub=riverside&size={size}&week-of={week}")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    pdf = pypdf.PdfReader(BytesIO(response.data))
    assert len(pdf.pages) == 1
    sides = sorted(round(float(side)) for side in pdf.pages[0].mediabox[2:])
    assert sides == {"A4": [595, 842], "A3": [842, 1191]}[size]
    text = " ".join(pdf.pages[0].extract_text().split())
    page = client.page(f"/whats-on?hub=riverside-hub&week-of={week}")
    assert names(page)
    for name in names(page):
        assert name in text
    for heading in headings(page):
        assert heading.removesuffix(" Today") in text
    assert "Printed 16 March 2026" in text
    assert "/whats-on?hub=riverside-hub" in text.replace(" ", "")


def test_week_that_is_full_still_loses_nothing(make_client: ClientMaker) -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    many = [
        a_listing(
            f"n{number}",
            name=f"Group number {number:02} with rather a long name",
            when=[f"{days[number % 6]} {8 + number // 6:02}:00-{9 + number // 6:02}:30"],
        )
        for number in range(60)
    ]
    hub = a_listing("dock-hub", kind=Kind.HUB, name="Dock Hub", when=[])
    response = make_client(hub, *many).get("/whats-on.pdf?hub=dock-hub&size=A4")
    pdf = pypdf.PdfReader(BytesIO(response.data))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert set(re.findall(r"Group number (\d\d)", text)) == {f"{n:02}" for n in range(60)}
    assert len(pdf.pages) == 1


def test_without_the_library_the_page_is_shown_instead(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise document.NoPdf("none")

    monkeypatch.setattr(document, "_weasyprint", missing)
    response = client.get("/whats-on.pdf?hub=riverside-hub&week-of=2026-03-30")
    assert response.status_code == 302
    assert response.location == "/whats-on?hub=riverside-hub&week-of=2026-03-30"


def test_days_that_are_no_week_have_no_paper(client: Client) -> None:
    response = client.get("/whats-on.pdf?hub=riverside-hub&when=today")
    assert response.status_code == 302
    assert response.location == "/whats-on?hub=riverside-hub&when=today"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-04-06T10:00", "Closed today: Easter Monday. Opens Tuesday 7 April at 9am"),
        ("2026-08-31T10:00", "Closed today: Summer bank holiday. Opens Tuesday 1 September at 9am"),
        ("2026-01-01T10:00", "Closed today: New Year’s Day. Opens Friday 2 January at 9am"),
        ("2026-03-16T16:30", "Closed now. Opens tomorrow at 9am"),
    ],
)
def test_hub_says_how_its_door_stands_and_the_filter_agrees(
    make_client: ClientMaker, today: str, words: str
) -> None:
    hours = parse_schedule([f"{day} 09:00-16:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")])
    door = replace(parse_schedule([]), opening=hours.rules, bank_holidays="closed")
    hub = a_listing("hub", kind=Kind.HUB, name="Riverside Hub", schedule=door)
    client = make_client(hub, today=today)
    assert words in client.page("/listing/hub").words
    assert words in client.page("/find?older=yes").words
    assert client.data("/find.json?open=now&older=yes")["total"] == 0


def test_what_is_open_or_on_now_is_found(make_client: ClientMaker) -> None:
    sunday = a_listing("sunday", when=["Sun 10:00-12:00"])
    friday = a_listing("friday", when=["Fri 22:00-02:00"])
    client = make_client(sunday, friday, today="2026-03-22T10:30")
    assert [each["id"] for each in client.data("/find.json?open=now")["results"]] == ["sunday"]
    assert "On now until 12 noon" in client.page("/listing/sunday").words
