import pytest

from assetmap.domain.validation import Problem
from assetmap.web.forms.lengths import longest
from assetmap.web.forms.listing_form import Form, drawn, read_form
from assetmap.web.forms.questions import GROUPS, FormField, FormGroup
from tests.conftest import ContextMaker
from tests.factories import a_listing

FREE = [
    (group, question)
    for group in GROUPS
    for question in group.fields
    if question.control in ("line", "text", "lines", "words")
]


@pytest.mark.parametrize(("group", "question"), FREE, ids=[each.name for _, each in FREE])
def test_each_free_answer_has_a_limit_and_keeps_what_was_typed(
    make_context: ContextMaker, group: FormGroup, question: FormField
) -> None:
    most = longest(question.name, question.control)
    typed = "a" * (most + 1)
    form = Form({question.name: typed})
    read = read_form(form, group)
    what = "the sentence" if question.name == "summary" else "this"
    words = f"Make {what} {most:,} characters or fewer. It has {most + 1:,}."
    assert read.problems == (Problem(question.name, words),)
    assert question.name not in read.values
    shown = drawn(group, a_listing(), make_context().borough, form)
    assert next(each.value for each in shown if each.name == question.name) == typed
    assert read_form(Form({question.name: typed[1:]}), group).problems == ()


def test_what_was_too_long_before_may_stay() -> None:
    listing = a_listing(name="a" * 200)
    (group,) = (each for each in GROUPS if each.slug == "what")
    assert read_form(Form({"name": listing.name}), group, listing).problems == ()
    assert read_form(Form({"name": listing.name + "b"}), group, listing).problems
