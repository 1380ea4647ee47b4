"""An organiser's dates by the link: theirs alone, never by looking, and the link stays open."""

from flask.testing import FlaskClient

from assetmap.domain.times.dated_changes import change_notation
from assetmap.services.context import Context
from assetmap.web.checks.organiser_dates import organiser_dates
from tests.services.organisers import a_link
from tests.web.checks.test_organiser import client, context, send, text_of

__all__ = ["client", "context"]

DATE = "knit-club/dates/2026-03-17-1000"


def changes(context: Context, listing_id: str = "knit-club") -> list[str]:
    """The dates of a listing that differ."""
    schedule = context.store.get_listing(listing_id).listing.schedule
    return [change_notation(each) for each in schedule.changes]


def test_looking_changes_nothing_and_is_told_to_nobody(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club")
    for path in ("knit-club/dates", f"{DATE}/cancel", f"{DATE}/move"):
        response = client.get(f"/organiser/{token}/{path}")
        assert (response.status_code, response.headers["Referrer-Policy"]) == (200, "no-referrer")
        assert response.headers["Cache-Control"] == "no-store"
    assert changes(context) == []
    assert organiser_dates.url_prefix == "/organiser/<token>/<listing_id>/dates"


def test_cancelled_put_back_and_moved_and_the_link_still_works(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club", "purl-club")
    done = send(client, context, token, f"{DATE}/cancel", why="no hall")
    assert (done.status_code, changes(context)) == (303, ["2026-03-17 10:00 cancelled: no hall"])
    assert "Tuesday 17 March 2026 is cancelled." in text_of(client.get(done.location))
    assert send(client, context, token, f"{DATE}/put-back").status_code == 303
    assert changes(context) == []
    day = {"on-day": "18", "on-month": "3", "on-year": "2026"}
    send(client, context, token, f"{DATE}/move", starts="2pm", ends="4pm", **day)
    assert changes(context) == ["2026-03-17 10:00 moved to 2026-03-18 14:00-16:00"]
    assert send(client, context, token, "confirm", listing=["knit-club"]).status_code == 303


def test_no_date_of_others_none_that_is_none_and_nothing_by_a_forged_form(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club")
    other = DATE.replace("knit-club", "kims")
    assert send(client, context, token, f"{other}/cancel").status_code == 404
    for name in ("2026-03-18-1000", "2026-03-10-1000", "2026-13-01-1000", "x"):
        assert client.get(f"/organiser/{token}/knit-club/dates/{name}/cancel").status_code == 404
    forged = client.post(f"/organiser/{token}/{DATE}/cancel", data={"form_token": "x"})
    assert forged.status_code == 400
    assert (changes(context), changes(context, "kims")) == ([], [])


def test_mistakes_come_back_as_they_were_typed(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    day = {"on-day": "24", "on-month": "3", "on-year": "2026"}
    answer = send(client, context, token, f"{DATE}/move", starts="10:00", ends="12:00", **day)
    assert answer.status_code == 400
    assert "It is on that day at that time anyway" in text_of(answer)
    answer = send(client, context, token, f"{DATE}/cancel", why="<b>" * 50)
    assert (answer.status_code, "&lt;b&gt;" in answer.text) == (400, True)
    assert changes(context) == []
