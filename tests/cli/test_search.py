"""`search`: the find page's question on the command line."""

import json

import pytest

from tests.cli.conftest import Runner, Said, refusal


@pytest.fixture
def sample(own_sample_home, call: Runner):  # type: ignore[no-untyped-def]
    """Runs `assetmap search` over the sample listings."""

    def search(*arguments: str) -> Said:
        return call("search", *arguments, at=own_sample_home)

    return search


def test_search_says_each_hit_on_a_line(sample) -> None:  # type: ignore[no-untyped-def]
    said = sample("memory", "loss", "lunch", "--near", "RM18")
    assert (said.status, said.err) == (0, "")
    total, first, *_ = said.out.splitlines()
    assert total.endswith(" found")
    assert first == (
        "  riverside-memory-lunch-club: Riverside Memory Lunch Club; Tilbury; "
        "Tomorrow, Tuesday 17 March, 12 noon to 2pm; 721 m"
    )


def test_search_says_what_spelling_was_mended(sample) -> None:  # type: ignore[no-untyped-def]
    assert sample("dimentia").out.splitlines()[1] == "Showing results for: dementia"


def test_search_as_json_is_one_document(sample) -> None:  # type: ignore[no-untyped-def]
    said = sample("memory loss lunch", "--near", "RM18", "--json")
    found = json.loads(said.out)
    promised = {"query", "understood", "total", "page", "per_page", "results", "facets"}
    assert promised - found.keys() == set()
    first = found["results"][0]
    assert {name: first[name] for name in ("id", "source_id", "name", "distance_m", "next")} == {
        "id": "riverside-memory-lunch-club",
        "source_id": "riverside-memory-lunch-club",
        "name": "Riverside Memory Lunch Club",
        "distance_m": 721,
        "next": "2026-03-17T12:00:00+00:00",
    }


def test_search_takes_every_filter(sample) -> None:  # type: ignore[no-untyped-def]
    filters = ("kind=group", "day=tue", "time=afternoon", "cost=upto5", "access=toilet,step-free")
    arguments = [part for each in filters for part in ("--filter", each)]
    said = sample("lunch", "--near", "rm187tb", "--within", "1", *arguments, "--json")
    assert [each["id"] for each in json.loads(said.out)["results"]] == [
        "riverside-memory-lunch-club"
    ]


def test_search_by_language_puts_what_does_not_say_last(sample) -> None:  # type: ignore[no-untyped-def]
    found = json.loads(sample("--filter", "language=polish", "--json").out)
    (polish,) = [each for each in found["facets"]["language"] if each["value"] == "polish"]
    assert polish == {"value": "polish", "label": "Polish", "count": 12, "selected": True}
    assert found["total_known"] == 12
    unknown = [each["unknown"] for each in found["results"]]
    assert unknown == [[]] * 12 + [["language"]] * 8
    told = "There is no language called “klingon”, so we left it out."
    assert sample("--filter", "language=klingon") == refusal(told)


def test_search_without_words_is_everything(sample) -> None:  # type: ignore[no-untyped-def]
    assert int(sample().out.split()[0]) > 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--filter", "day"), "--filter day: write NAME=VALUE, such as day=tue"),
        (("--filter", "day=xxx"), "There is no day called “xxx”, so we left it out."),
        (
            ("--filter", "colour=red"),
            "We do not know the filter “colour”, so we left it out.",
        ),
        (("--within", "far"), "Give the distance in miles, such as 2 or 0.5."),
        (("--within", "2"), "Give a place too, so that we know where to measure from."),
        (
            ("--near", "RM99 9ZZ"),
            (
                "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or "
                "Tilbury."
            ),
        ),
    ],
)
def test_search_with_a_wrong_part_is_refused(  # type: ignore[no-untyped-def]
    sample, arguments: tuple[str, ...], message: str
) -> None:
    assert sample("lunch", *arguments) == refusal(message)
