"""A directory that is larger than a phone carries says so, on its page and on the phone."""

import json
from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked
from assetmap.services.offline import offline_bundle
from assetmap.web.offline import offline
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.offline.test_offline_modules import run

_WORDS = (
    "const { leftWords } = await import(`${at}/left-out.js`);"
    "console.log(JSON.stringify(given.map(leftWords)));"
)


def test_page_and_pack_say_how_many_are_left_out(
    make_client: ClientMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (offline_bundle, offline):
        monkeypatch.setattr(module, "MOST", 1)
    newest = a_listing("new", checked=Checked(date(2026, 3, 2)))
    client = make_client(a_listing("a", checked=Checked(date(2026, 1, 2))), newest)
    said = client.get("/offline").text
    assert "It keeps the 1 that were checked last. You can find the other 1 when" in said
    assert "You can save part of the directory to your phone" in said
    pack = json.loads(client.get("/pack.json").text)
    assert (pack["left"], pack["listings"]["i"]) == (1, ["new"])


def test_directory_that_fits_says_nothing_of_it(client: Client) -> None:
    assert "more listings than a phone can carry" not in client.get("/offline").text
    assert client.data("/pack.json")["left"] == 0


def test_words_on_the_phone(node: str) -> None:
    assert run(node, _WORDS, [0, 1, 15_000]) == [
        "",
        "1 more listing is not on this phone. You can find it when you have a signal.",
        "15,000 more listings are not on this phone. You can find them when you have a signal.",
    ]
