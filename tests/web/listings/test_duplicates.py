"""`/work/duplicates`: what may be listed twice, with the way to the merge."""

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

PRIVATE = Contact("01632 960666", "secret@example.org")


def opened(context: Context, role: Role = Role.EDITOR) -> Client:
    return sign_in(client_of(context), context, a_person(context, role))


def test_pairs_are_shown_with_why_and_where_to_compare(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("knit", private=PRIVATE),
        a_listing("twin", name="Knitt <b>Club", status=Status.DRAFT, private=PRIVATE),
        a_listing("tea", name="Tea Dance", public=Contact(), when=["Fri 9:00-10:00"]),
    )
    client = opened(context)
    page = client.page("/work/duplicates")
    (line,) = page.by_class("work__list")[0]
    assert words_of(line).startswith("Knit Club Published")
    assert "Knitt <b>Club Draft" in words_of(line)
    assert "Tea Dance" not in page.words
    compare = page.links()["Compare Knit Club with Knitt <b>Club"]
    assert compare == "/work/listings/knit/merge/twin"
    assert client.get(compare).status_code == 200
    assert page.links()["Knit Club"] == "/work/listings/knit"
    text = client.get("/work/duplicates").text
    assert not any(secret in text for secret in ("960666", "secret@"))


def test_a_hidden_place_is_not_told(make_context: ContextMaker) -> None:
    where = Where(Precision.WITHHELD, address="9 Quiet Street", postcode="RM17 6SL", place="Grays")
    context = make_context(a_listing("a", where=where), a_listing("b", where=where))
    text = opened(context).get("/work/duplicates").text
    assert "Compare" in text
    assert not any(secret in text for secret in ("Quiet Street", "RM17 6SL"))


def test_none_is_said_in_words(make_context: ContextMaker) -> None:
    page = opened(make_context()).page("/work/duplicates?page=9")
    assert "No two listings look like the same thing." in page.words


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMIN, 200), (Role.VOLUNTEER, 403), (Role.HUB_TEAM, 403)]
)
def test_editors_and_admins_see_it(make_context: ContextMaker, role: Role, status: int) -> None:
    assert opened(make_context(), role).get("/work/duplicates").status_code == status
