"""A phone shows roles to whom the server does, and puts listings in the same order on tiles."""

from typing import Any

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.selection import select
from tests.services.search.everyday_giving import ASKERS, GIVERS
from tests.services.search.test_tiles import EXPECTED, FRONT, USUALLY
from tests.web.conftest import Client
from tests.web.offline.test_offline_modules import run

ROLE = "volunteering-role"
_ANSWERS = (
    "const { Search } = await import(`${at}/search.js`);"
    'const search = new Search(given.pack, "2026-03-16");'
    "const told = ({ listings, older, give, losses }) => ({"
    " ids: listings.map((each) => each.i), kinds: [...listings, ...older].map((each) => each.k),"
    " give: give && give.k, losses: Object.fromEntries("
    "  given.pack.listings.map((each) => [each.i, losses(each)])) });"
    "console.log(JSON.stringify(given.asked.map((each) => told(search.answer(each)))));"
)


@pytest.fixture
def ask(node: str, client: Client) -> Any:
    """What the phone answers to some questions."""
    pack = client.data("/pack.json")
    return lambda asked: run(node, _ANSWERS, {"pack": pack, "asked": asked})


def test_givers_get_roles_in_front_and_askers_none(ask: Any) -> None:
    words = [*GIVERS, *ASKERS]
    found = dict(zip(words, ask([{"q": each} for each in words]), strict=True))
    assert [each for each in GIVERS if ROLE not in found[each]["kinds"][:3]] == []
    assert [each for each in ASKERS if ROLE in found[each]["kinds"]] == []
    gives = {found[each]["give"] for each in ASKERS}
    assert gives == {ROLE, None}
    assert {found[each]["give"] for each in GIVERS} == {None}


def test_tiles_show_first_what_they_say(ask: Any) -> None:
    needs = list(EXPECTED["need"])
    for need, told in zip(needs, ask([{"need": each} for each in needs]), strict=True):
        expected, front = EXPECTED["need"][need], told["ids"][:FRONT]
        assert set(front) <= {*expected["best"], *expected["fair"]}, need
        assert len({*front} & {*expected["best"]}) >= expected.get("least", USUALLY), need
        assert (ROLE in told["kinds"]) is (need == "give")


def test_roles_are_in_for_who_chooses_or_names_them(ask: Any) -> None:
    asked: list[dict[str, Any]] = [
        {"chosen": {"kind": [[ROLE]]}},
        {"chosen": {"category": [["give"]]}},
        {"q": "Lunch club cook"},
        {"q": "lunch club"},
        {"chosen": {"category": [["meet"]]}},
        {"near": "Tilbury"},
        {},  # the whole directory
    ]
    found = [ROLE in told["kinds"] for told in ask(asked)]
    assert found == [True, True, True, False, False, False, True]


def test_losses_are_those_of_the_server(ask: Any, sample_context: Context) -> None:
    questions = [
        *({"q": words} for words in ("walking", "walks for women", "deaf club", "for my husband")),
        *({"need": need} for need in ("memory", "carers", "lonely")),
    ]
    for question, told in zip(questions, ask(questions), strict=True):
        search = Search(words=question.get("q", ""), need=question.get("need", ""))
        selection = select(sample_context, search)
        online = dict(
            zip(selection.snapshot.ids, selection.signals.for_others.tolist(), strict=True)
        )
        assert told["losses"] == pytest.approx(online), question


def test_no_words_offer_no_role(ask: Any, sample_context: Context) -> None:
    assert [told["give"] for told in ask([{}, {"near": "Tilbury"}])] == [None, None]
    assert answer(sample_context, Search()).give is None
