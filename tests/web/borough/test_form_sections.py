"""Each heading of a form stands above a question that there is."""

from assetmap.web.borough.form_sections import HEADINGS, heading_of
from assetmap.web.borough.parts import PARTS


def test_each_heading_is_above_a_question_of_its_part() -> None:
    asked = {part.slug: {each.key for each in part.questions} for part in PARTS}
    lost = [(at, key) for at, keys in HEADINGS.items() for key in keys if key not in asked[at]]
    assert lost == []


def test_a_form_with_headings_begins_with_one() -> None:
    first = {part.slug: part.questions[0].key for part in PARTS if part.questions}
    assert all(heading_of(at, first[at]) for at in HEADINGS)
    assert heading_of("name", "strapline") == heading_of("none", "name") == ""
