"""The ways on of the page: other days, the same question, and its hub."""

from datetime import date

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import read_days
from assetmap.web.whats_on.whats_on_page import Asked, address_on, paper_links, views_on

MONDAY = date(2026, 3, 16)


def asked(hub: str = "", **days: str) -> Asked:
    found, problems = read_days({name.replace("_", "-"): v for name, v in days.items()}, MONDAY)
    assert problems == []
    return Asked(found, hub)


@pytest.mark.parametrize(
    ("beside", "search", "address"),
    [
        (asked(), Search(), "/whats-on"),
        (asked(when="today"), Search(words="tea & cake"), "/whats-on?when=today&q=tea+%26+cake"),
        (
            asked("dock-hub", week_of="2026-03-30"),
            Search(),
            "/whats-on?hub=dock-hub&week-of=2026-03-30",
        ),
        (asked(on="2026-03-18"), Search(page=2), "/whats-on?on=2026-03-18&page=2"),
    ],
)
def test_address_says_hub_days_and_question(beside: Asked, search: Search, address: str) -> None:
    assert address_on(search, beside) == address


def test_views_are_the_same_question_from_its_first_page() -> None:
    views = views_on(Search(words="tea", page=3), asked(when="weekend"))
    assert (views.list, views.map) == (
        *("/whats-on?when=weekend&q=tea", "/whats-on?when=weekend&q=tea&view=map"),
    )


def test_week_of_a_hub_can_be_printed_in_each_size() -> None:
    assert [(each.label, each.url) for each in paper_links(asked("dock-hub"))] == [
        ("A4", "/whats-on.pdf?hub=dock-hub&size=A4"),
        ("A3", "/whats-on.pdf?hub=dock-hub&size=A3"),
    ]
