"""The documents of the feed, as the services give them."""

import pytest

from assetmap.services.context import Context
from assetmap.services.open_referral import answers
from assetmap.services.open_referral.question import Question
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(*(a_listing(f"club-{n}", name=f"Club {n}") for n in range(1, 4)))


def test_pages_are_parts_of_one_order(context: Context) -> None:
    def names(page: int) -> list[str]:
        found = answers.services(context, Question(page=page, per_page=2)).page()
        return [each["name"] for each in found["contents"]]

    assert [names(page) for page in (1, 2, 3)] == [["Club 1", "Club 2"], ["Club 3"], []]


def test_a_stream_is_made_as_it_is_read(context: Context) -> None:
    listed = answers.services(context, Question(is_stream=True))
    assert (listed.total, next(listed.stream())["name"]) == (3, "Club 1")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (Question(search="club 2"), ["Club 2"]),
        (Question(search="nobody"), []),
        (Question(), ["Club 1", "Club 2", "Club 3"]),
    ],
)
def test_organisations_are_looked_for_by_words(
    context: Context, question: Question, names: list[str]
) -> None:
    found = answers.organizations(context, question).page()["contents"]
    assert [each["name"] for each in found] == names


def test_terms_are_walked_as_a_tree(context: Context) -> None:
    first = answers.taxonomies(context, Question()).page()["contents"][0]
    top = answers.taxonomy_terms(context, Question(taxonomy=first["id"], top_only=True))
    above = list(top.stream())
    assert {"parent_id"} & set().union(*above) == set()
    below = list(answers.taxonomy_terms(context, Question(parent=above[0]["id"])).stream())
    assert {each["parent_id"] for each in below} == {above[0]["id"]}
    every = answers.taxonomy_terms(context, Question(taxonomy=first["id"]))
    whole = answers.taxonomy(context, first["id"], Question())
    assert whole["taxonomy_terms"] == list(every.stream())
    assert answers.taxonomy_term(context, below[0]["id"].upper(), Question()) == below[0]


@pytest.mark.parametrize(
    "ask",
    [
        *(answers.service, answers.service_at_location, answers.organization),
        *(answers.taxonomy, answers.taxonomy_term),
    ],
)
def test_what_there_is_not_is_not_found(context: Context, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(NotFound):
        ask(context, "none", Question())
