"""What goes wrong at addresses of data is told as data; who asks for a page is shown one."""

import pytest

from assetmap.storage.store import Unavailable
from assetmap.web.framework.data_errors import MESSAGES
from assetmap.web.search import data
from tests.conftest import ContextMaker
from tests.web.conftest import Client, client_of

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
NOT_FOUND = (404, {"error": "not-found", "message": "There is nothing at this address."})

BAD = {
    "/find.json?age=old": "age",
    "/find.geojson?frob=1": "frob",
    "/find.csv?within=0": "within",
    "/map.json?zoom=99": "zoom",
    "/suggest.json?only=names": "only",
    "/whats-on.json?when=never": "when",
    "/whats-on.ics?day=someday": "day",
    "/whats-on.atom?cost=lots": "cost",
    "/whats-on.pdf?hub=hub-tilbury&size=A9": "size",
    "/whats-on.pdf?hub=hub-tilbury&week-of=31+feb": "week-of",
    "/practice/SAMPLE-TILBURY/noticeboard.pdf?size=A9": "size",
}


@pytest.mark.parametrize("address", BAD)
@pytest.mark.parametrize("headers", [{}, BROWSER], ids=["program", "browser"])
def test_bad_parameters_are_told_the_same_everywhere(
    client: Client, address: str, headers: dict[str, str]
) -> None:
    response = client.get(address, headers=headers)
    assert (response.status_code, response.mimetype) == (400, "application/json")
    assert list(response.json) == ["error", "message"]
    assert response.json["error"] == BAD[address]
    assert response.json["message"].endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        *("/listing/none.ics", "/hub/none.ics", "/postcodes/0/99999.json", "/postcodes/a/b.json"),
        *("/tiles/1/2/3", "/tiles/a/b/c", "/pictures/none-480.webp", "/sheet/KITE-0000.pdf"),
        *("/practice/none/noticeboard.pdf", "/whats-on.pdf?hub=none", "/whats-on.json?hub=none"),
        *("/nothing.json", "/nothing.csv", "/api/nothing.json"),
    ],
)
def test_what_is_not_there_is_told_as_data(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.json) == NOT_FOUND
    assert (response.mimetype, response.headers["Cache-Control"]) == (
        "application/json",
        "no-store",
    )
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("address", ["/nothing", "/listing/none", "/sheet/KITE-0000", "/find/json"])
def test_pages_are_still_told_as_pages(client: Client, address: str) -> None:
    assert client.get(address).mimetype == "text/html"


@pytest.mark.parametrize("address", ["/whats-on.pdf?hub=none", "/listing/none.ics"])
def test_browsers_that_follow_a_link_are_shown_a_page(client: Client, address: str) -> None:
    response = client.get(address, headers=BROWSER)
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "Accept" in response.headers["Vary"]


def test_another_method_is_told_as_data_with_those_that_there_are(client: Client) -> None:
    response = client.post("/find.json")
    assert (response.status_code, response.json["error"]) == (405, "method-not-allowed")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    page = client.post("/about")
    assert (page.status_code, page.mimetype) == (405, "text/html")
    assert page.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_too_much_and_too_often_are_told_as_data(make_context: ContextMaker) -> None:
    client = client_of(make_context())
    answers = [client.get("/find.csv") for _ in range(121)]
    assert {each.status_code for each in answers[:120]} == {200}
    last = answers[120]
    assert (last.status_code, last.json["error"]) == (429, "too-often")
    assert last.json["message"] == "That was asked too often. Please try again in a minute."
    assert last.headers["Retry-After"].isdecimal()


@pytest.mark.parametrize(("error", "status"), [(Unavailable("gone"), 503), (KeyError("x"), 500)])
def test_a_failure_of_ours_is_told_as_data(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    client = client_of(make_context())

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(data, "answer", fails)
    response = client.get("/find.json")
    assert response.status_code == status
    assert response.json == {
        "error": {503: "not-ready", 500: "failed"}[status],
        "message": MESSAGES[status],
    }


def test_every_status_has_its_words() -> None:
    assert all(words.endswith(".") for words in MESSAGES.values())
