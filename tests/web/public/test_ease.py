"""`/ease`: three answers, one press, no name."""

import pytest

from assetmap.services.context import Context
from assetmap.services.reports.use_counts import ease_share
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter"))


def test_an_answer_is_counted_and_thanked_for(context: Context) -> None:
    client = client_of(context)
    for _ in range(5):
        answered = client.post("/ease", data={"answer": "easy"})
        assert (answered.status_code, answered.location) == (303, "/ease/thanks")
    assert ease_share(context).total == 3  # of one address in a day; the rest are thanked alike
    assert "We keep no name with it." in client.page("/ease/thanks").words


def test_no_answer_is_asked_for_again(context: Context) -> None:
    client = client_of(context)
    assert client.post("/ease", data={"answer": "purple"}).status_code == 400
    assert client.last is not None
    assert "Choose one of the three answers." in client.last.words
    assert ease_share(context).total == 0


@pytest.mark.parametrize("path", ["/find?q=knit", "/listing/knit", "/ease"])
def test_pages_ask(context: Context, path: str) -> None:
    assert "Was it easy to find what you needed?" in client_of(context).page(path).words


@pytest.mark.parametrize("path", ["/", "/find", "/find?q=I+want+to+die"])
def test_nobody_is_asked_who_has_not_looked_yet_or_is_in_danger(
    context: Context, path: str
) -> None:
    assert "Was it easy" not in client_of(context).page(path).words
