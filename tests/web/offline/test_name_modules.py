"""A phone finds names as the server does: which words may be slips, and which are words."""

from typing import Any

import numpy as np
import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.name_matching import match_names
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.offline.test_offline_modules import run

QUIET: dict[str, Any] = {"summary": "", "description": "", "audience": ()}
NAMED = (
    a_listing("chairs", name="Talking Chairs", **QUIET),
    a_listing("yoga", name="Chair Yoga", **QUIET),
    a_listing("money", name="Money Sense", **QUIET),
    a_listing("counsel", name="Someone to Hear You", former_names=("The Listening Room",), **QUIET),
    a_listing("singers", name="Pier Singers", summary="A choir.", categories=("create/music",)),
)
_FIND = (
    "const { Search } = await import(`${at}/search.js`);"
    'const search = new Search(given.pack, "2026-03-16");'
    "const told = ({ listings, nearest }) =>"
    "  [...listings, ...nearest.map(({ listing }) => listing)].map((each) => each.i);"
    "console.log(JSON.stringify(given.asked.map((q) => told(search.answer({ q })))));"
)
_NAMES = (
    "const { NameIndex, namesOf } = await import(`${at}/name-index.js`);"
    "const { listings, weights, stop } = given.pack;"
    "const index = new NameIndex(listings.map(namesOf), weights.names, new Set(stop));"
    "const told = ([words, mayBe]) => Object.fromEntries([...index.match(words, false,"
    "  (word) => mayBe.includes(word))].map(([at, each]) => [listings[at].i, each]));"
    "console.log(JSON.stringify(given.asked.map(told)));"
)


@pytest.mark.parametrize(
    ("words", "kept_out"),
    [
        *(("choir", "chairs"), ("choir near Grays", "yoga"), ("CHOIR in Tilbury", "chairs")),
        *(("lonely", "money"), ("feeling lonely near RM17", "money")),
    ],
)
def test_a_word_that_listings_or_phrases_use_is_no_slip(
    node: str, make_client: ClientMaker, words: str, kept_out: str
) -> None:
    pack = make_client(*NAMED).data("/pack.json")
    (found,) = run(node, _FIND, {"pack": pack, "asked": [words]})
    assert kept_out not in found


def test_a_word_that_nothing_uses_is_forgiven_its_slip(node: str, make_client: ClientMaker) -> None:
    pack = make_client(*NAMED).data("/pack.json")
    asked = ["talking chiars", "mony sense", "tlaking chairs near Grays", "xxxxxx", "listning room"]
    found = run(node, _FIND, {"pack": pack, "asked": asked})
    assert [ids[:1] for ids in found] == [["chairs"], ["money"], ["chairs"], [], ["counsel"]]


def test_each_word_is_asked_for_itself_whether_it_may_be_a_slip(
    node: str, client: Client, sample_context: Context
) -> None:
    asked: list[tuple[str, list[str]]] = [
        *(("rivrside hub", ["rivrside"]), ("rivrside hub", []), ("rivrside hub", ["hub"])),
        *(("Riverside", []), ("the", ["the"]), ("", []), ("rvrsd!!", ["rvrsd"])),
        *(("memroy lnch club", ["memroy"]), ("memroy lnch club", ["memroy", "lnch"])),
    ]
    found = run(node, _NAMES, {"pack": client.data("/pack.json"), "asked": asked})
    snapshot = sample_context.directory_cache.current().snapshot
    for (words, may_be), offline in zip(asked, found, strict=True):
        match = match_names(
            snapshot, words, words, has_place=False, may_be_slip=may_be.__contains__
        )
        named = np.flatnonzero(match.bonus).tolist()
        online = {
            snapshot.ids[n]: {
                "bonus": pytest.approx(float(match.bonus[n])),
                "isAskedFor": bool(match.asked_for[n]),
                "isWhole": bool(match.whole[n]),
            }
            for n in named
        }
        assert offline == online, (words, may_be)


def test_the_first_is_that_of_the_server(
    node: str, client: Client, sample_context: Context
) -> None:
    asked = [
        *("Riverside Hub", "Rivrside Hub", "memory lunch", "Rivrside Memroy Lunch Club"),
        *("riverside memory", "when is the riverside hub open", "choir", "lonely", "knitting"),
    ]
    found = run(node, _FIND, {"pack": client.data("/pack.json"), "asked": asked})
    hits = {words: answer(sample_context, Search(words=words)).hits for words in asked}
    online = {words: first[0].listing.id for words, first in hits.items()}
    assert {words: ids[0] for words, ids in zip(asked, found, strict=True)} == online
