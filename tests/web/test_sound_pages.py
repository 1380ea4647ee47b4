"""A page that was found sound is not looked at again, and no other page passes for it."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough
from tests.web.conftest import Client
from tests.web.sound_pages import SoundPage, inspected

FORM = '<form method="post"><input type="hidden" name="csrf_token" value="{}">{}</form></main>'


@pytest.fixture
def html(client: Client) -> str:
    """A page with a form of somebody's session."""
    return client.get("/").get_data(as_text=True).replace("</main>", FORM.format("aB-_.9", ""))


def test_page_is_inspected_once_whoever_fetches_it(html: str, borough: Borough) -> None:
    first, found = inspected(html, borough, True)
    seen = set(SoundPage.seen)
    second, again = inspected(html.replace("aB-_.9", "other"), borough, True)
    assert (found, again, SoundPage.seen) == ([], [], seen)
    tokens = [[each.get("value") for each in of.page.all("input")][-1] for of in (first, second)]
    assert tokens == ["aB-_.9", "other"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h1>", "<h1>Two</h1><h1>"),
        ('value="aB-_.9"', 'value="aB-_.9" onclick="x()"'),
        ('name="csrf_token" value="aB-_.9"', 'name="csrf_token" value="a" style="b"'),
        ("</main>", '<a href="#nobody">x</a></main>'),
    ],
)
def test_no_page_passes_for_another(html: str, borough: Borough, before: str, after: str) -> None:
    assert before in html
    for _ in range(2):
        assert inspected(html, borough, True)[1] == []
        assert inspected(html.replace(before, after), borough, True)[1] != []


def test_what_is_wanted_of_a_page_counts(html: str, borough: Borough) -> None:
    assert inspected(html, borough, True)[1] == []
    other = replace(borough, help=replace(borough.help, phone="01632 960999"))
    assert inspected(html, other, True)[1] != []
    assert inspected(html, borough, False)[1] == [
        "sample listings loaded: False; banner shown: True"
    ]


def test_page_that_is_not_valid_is_refused_each_time(html: str, borough: Borough) -> None:
    for _ in range(2):
        assert inspected(html, borough, True)[1] == []
        with pytest.raises(AssertionError, match="end-tag"):
            inspected(html.replace("</main>", "</div></main>"), borough, True)
