"""Every tile and every wish shows first what it says: judged expectations over the sample."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assetmap.domain.handouts.conversation import Conversation
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.handouts.conversations import options_for
from assetmap.services.search.finding import answer

FRONT = 5
USUALLY = 4  # of the first five, so many are the best there is
_FILE = Path(__file__).with_name("tile_expectations.toml")
EXPECTED: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _expected(of: str, slug: str) -> dict[str, Any]:
    entry = EXPECTED[of][slug]
    return EXPECTED["need"][entry["same_as"]] if "same_as" in entry else entry


def _judge(front: list[str], expected: dict[str, Any]) -> None:
    best, fair = set(expected["best"]), set(expected["fair"])
    assert set(front).isdisjoint(expected["never"])
    assert [each for each in front if each not in best | fair] == []
    assert len(best.intersection(front)) >= expected.get("least", USUALLY)


def test_every_tile_and_every_wish_is_judged(sample_context: Context) -> None:
    words = sample_context.borough.words
    assert set(EXPECTED["need"]) == set(words.need)
    assert set(EXPECTED["wish"]) == set(words.liking)


def test_judged_listings_are_there(sample_context: Context) -> None:
    ids = set(sample_context.directory_cache.current().snapshot.ids)
    named = {
        listing_id
        for entries in EXPECTED.values()
        for entry in entries.values()
        for grade in ("best", "fair", "never")
        for listing_id in entry.get(grade, ())
    }
    assert named - ids == set()


@pytest.mark.parametrize("slug", EXPECTED["need"])
def test_tile_shows_first_what_it_says(sample_context: Context, slug: str) -> None:
    hits = answer(sample_context, Search(need=slug)).hits
    _judge([hit.listing.id for hit in hits[:FRONT]], _expected("need", slug))


@pytest.mark.parametrize("slug", EXPECTED["wish"])
def test_wish_shows_first_what_it_says(sample_context: Context, slug: str) -> None:
    options = options_for(sample_context, Conversation(likings=(slug,))).options
    _judge([option.hit.listing.id for option in options[:FRONT]], _expected("wish", slug))
