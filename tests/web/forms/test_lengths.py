from datetime import date

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.validation import Problem
from assetmap.web.forms.lengths import long_words, longest
from assetmap.web.forms.listing_form import Form, drawn, read_form
from assetmap.web.forms.questions import GROUPS, FormField, FormGroup
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import client_of

TODAY = date(2026, 3, 16)
FREE = [
    (group, question)
    for group in GROUPS
    for question in group.fields
    if question.control in ("line", "text", "lines", "words", "hours", "changes")
]


@pytest.mark.parametrize(("group", "question"), FREE, ids=[each.name for _, each in FREE])
def test_each_free_answer_has_a_limit_and_keeps_what_was_typed(
    make_context: ContextMaker, group: FormGroup, question: FormField
) -> None:
    most = longest(question.name, question.control)
    typed = "a" * (most + 1)
    form = Form({question.name: typed})
    read = read_form(form, group, today=TODAY)
    what = "the sentence" if question.name == "summary" else "this"
    words = f"Make {what} {most:,} characters or fewer. It has {most + 1:,}."
    assert read.problems == (Problem(question.name, words),)
    assert question.name not in read.values
    shown = drawn(group, a_listing(), make_context().borough, form, today=TODAY)
    assert next(each.value for each in shown if each.name == question.name) == typed
    again = read_form(Form({question.name: typed[1:]}), group, today=TODAY)
    assert not any("characters or fewer" in problem.message for problem in again.problems)


def test_what_was_too_long_before_may_stay() -> None:
    listing = a_listing(name="a" * 200)
    (group,) = (each for each in GROUPS if each.slug == "what")
    assert read_form(Form({"name": listing.name}), group, listing, today=TODAY).problems == ()
    assert read_form(Form({"name": listing.name + "b"}), group, listing, today=TODAY).problems


def test_words_beside_the_fields_have_a_limit() -> None:
    assert long_words({"note": " " + "a" * 1_000}, "note") == ()
    words = "Make this 1,000 characters or fewer. It has 1,001."
    assert long_words({"note": "a" * 1_001}, "note") == (Problem("note", words),)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("change", {"note": "MARK" * 251}),
        ("change/pause", {"why": "MARK" * 51}),
        ("archive", {"because": "closed", "note": "MARK" * 251}),
    ],
)
def test_too_many_words_are_told_and_kept(
    make_context: ContextMaker, path: str, form: dict[str, str]
) -> None:
    context = make_context(a_listing())
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    data = {**form, "csrf_token": csrf_token(client)}
    answer = client.post(f"/work/listings/knit-club/{path}", data=data)
    assert answer.status_code == 422
    assert "characters or fewer. It has" in answer.text
    assert max(form.values(), key=len) in answer.text
