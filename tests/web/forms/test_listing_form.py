from datetime import date

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.validation import Problem
from assetmap.web.forms.listing_form import Form, FormRead, drawn, is_home, read_form
from assetmap.web.forms.questions import ABOUT, CONTACT, GROUPS, WHAT, WHEN, WHERE
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

TODAY = date(2026, 3, 16)


def test_only_the_questions_that_a_form_answers_are_read() -> None:
    form = Form([("name", "Knit Club"), ("steward", "p-jo"), ("status", "published")])
    assert read_form(form, WHAT, today=TODAY) == FormRead({"name": "Knit Club"})
    assert read_form(form, CONTACT, today=TODAY) == FormRead({"steward": "p-jo"})
    assert read_form(Form(), WHEN, today=TODAY) == FormRead({})


def test_no_box_ticked_is_an_answer_and_no_boxes_is_none() -> None:
    assert read_form(Form([("audience", "")]), ABOUT, today=TODAY) == FormRead({"audience": ()})
    ticked = Form([("audience", ""), ("audience", "older"), ("audience", "men")])
    assert read_form(ticked, ABOUT, today=TODAY) == FormRead({"audience": ("older", "men")})


def test_the_main_category_comes_first_and_must_be_ticked() -> None:
    ticked = [("categories", ""), ("categories", "meet/cafes"), ("categories", "create/art")]
    main = Form([*ticked, ("categories-main", "create/art")])
    assert read_form(main, ABOUT, today=TODAY).values == {
        "categories": ("create/art", "meet/cafes")
    }
    other = Form([*ticked, ("categories-main", "active")])
    assert read_form(other, ABOUT, today=TODAY).values == {
        "categories": ("meet/cafes", "create/art")
    }


def test_boxes_in_another_order_count_as_unchanged() -> None:
    before = a_listing(categories=("wellbeing/dementia", "meet/cafes"), audience=("men", "older"))
    form = Form(
        [
            *(("categories", "meet/cafes"), ("categories", "wellbeing/dementia")),
            ("categories-main", "wellbeing/dementia"),
            *(("audience", "older"), ("audience", "men"), ("audience", "carers")),
        ]
    )
    assert read_form(form, ABOUT, before, today=TODAY).values == {
        "categories": ("wellbeing/dementia", "meet/cafes"),
        "audience": ("men", "older", "carers"),
    }


def test_a_fifth_category_is_refused() -> None:
    slugs = ("meet", "active", "create", "learn", "give")
    read = read_form(Form([("categories", slug) for slug in slugs]), ABOUT, today=TODAY)
    assert read == FormRead({}, (Problem("categories", "Choose no more than 4 categories."),))


def test_rows_that_can_be_read_are_kept_beside_one_that_cannot() -> None:
    form = Form(
        [
            *(("when-week", ""), ("when-day", "tue"), ("when-from", "10am"), ("when-to", "noon")),
            *(("when-week", ""), ("when-day", ""), ("when-from", "2pm"), ("when-to", "3pm")),
            ("when-words", "Ring for times\r\n"),
        ]
    )
    assert read_form(form, WHEN, today=TODAY) == FormRead(
        {"when": ("Tue 10:00-12:00", "Ring for times")},
        (Problem("when", "Choose a day for each time."),),
    )


def test_two_numbers_pasted_into_one_box_are_a_point() -> None:
    form = Form([("point-lat", "51.463432, 0.359608"), ("point-lon", "")])
    assert read_form(form, WHERE, today=TODAY).values == {"point": "51.463432, 0.359608"}
    assert read_form(Form([("point-lat", ""), ("point-lon", "")]), WHERE, today=TODAY).values == {
        "point": ""
    }


def test_a_home_shows_only_its_area_whatever_else_is_sent() -> None:
    form = Form([("home", "yes"), ("precision", "venue"), ("point-lat", "1"), ("point-lon", "2")])
    assert read_form(form, WHERE, today=TODAY).values == {"precision": Precision.AREA}


def test_whether_it_is_a_home_is_not_known_of_a_blank_listing() -> None:
    blank = a_listing(where=Where())
    assert is_home(blank) == ""
    assert is_home(blank, Form([("home", "no")])) == "no"
    assert is_home(a_listing(where=Where(area_served="Grays"))) == "yes"
    assert is_home(a_listing(where=Where(Precision.WITHHELD))) == "no"
    assert is_home(a_listing(where=Where(Precision.VENUE, point=TILBURY))) == "no"


def test_what_was_typed_is_drawn_again_as_it_was_typed(make_context: ContextMaker) -> None:
    form = Form([("closed_dates", "Good Friday"), ("terms", "<b>"), ("when-from", "ten")])
    form.setlist("when-day", ["mon"])
    fields = {
        field.name: field
        for field in drawn(WHEN, a_listing(), make_context().borough, form, today=TODAY)
    }
    assert fields["closed_dates"].value == "Good Friday"
    assert fields["terms"].value == "<b>"
    assert [(row.day, row.start) for row in fields["when"].times.rows] == [
        *(("mon", "ten"), ("", ""), ("", "")),
    ]


def test_every_field_that_may_be_typed_is_asked_once() -> None:
    asked = [question.name for group in GROUPS for question in group.fields]
    assert len(asked) == len(set(asked))
    unasked = {"pictures", "notice"}  # on pages of their own
    assert {name for name in _typed() if name not in asked} == unasked


def _typed() -> set[str]:
    from assetmap.domain.listings.fields import FIELDS  # beside its only use

    return {name for name, field in FIELDS.items() if field.write}


def test_a_listing_is_drawn_with_the_values_it_has(make_context: ContextMaker) -> None:
    listing: Listing = a_listing(languages=("English", "Polish"), min_age=18)
    fields = {
        field.name: field
        for group in GROUPS
        for field in drawn(group, listing, make_context().borough, today=TODAY)
    }
    assert fields["min_age"].value == "18"
    assert fields["point"].parts == ("51.463432", "0.359608")
    assert fields["audience"].chosen == ("older",)
    assert [(row.day, row.start, row.end) for row in fields["when"].times.rows[:1]] == [
        ("tue", "10:00", "12:00")
    ]


def test_a_time_that_was_changed_keeps_its_place() -> None:
    before = a_listing(schedule=parse_schedule(["Tue 10:00-12:00", "2026-04-18 10:00-12:00"]))
    form = Form(
        [
            *(("when-week", ""), ("when-day", "tue"), ("when-from", "10am"), ("when-to", "noon")),
            *(("when-until", "21 July"), ("when-words", "")),
        ]
    )
    assert read_form(form, WHEN, before, today=TODAY).values == {
        "when": ("Tue 10:00-12:00 until 2026-07-21", "2026-04-18 10:00-12:00")
    }


def test_what_words_said_of_bank_holidays_is_their_answer_unless_there_is_one() -> None:
    said = "Tuesdays 2pm-4pm except bank holidays"
    answer = "Tue 14:00-16:00 + bank holidays closed"
    words = [("when-words", said), ("check-when-1-of", said), ("check-when-1", answer)]
    blank = read_form(Form([*words, ("bank_holidays", "")]), WHEN, today=TODAY)
    assert blank.values == {"when": ("Tue 14:00-16:00",), "bank_holidays": "closed"}
    said_otherwise = read_form(Form([*words, ("bank_holidays", "as usual")]), WHEN, today=TODAY)
    assert said_otherwise.values["bank_holidays"] == "as usual"
    not_asked = read_form(Form(words), WHEN, today=TODAY)
    assert not_asked.values == {"when": ("Tue 14:00-16:00", "Bank holidays: closed")}


def test_a_session_that_is_cancelled_must_be_one_that_the_same_form_says() -> None:
    row = [("when-day", "wed"), ("when-from", "10am"), ("when-to", "noon"), ("when-words", "")]
    before = a_listing(schedule=parse_schedule(["Tue 10:00-12:00"]))
    good = Form([*row, ("changes", "8 April cancelled")])
    assert read_form(good, WHEN, before, today=TODAY).problems == ()
    bad = Form([*row, ("changes", "7 April cancelled")])
    assert read_form(bad, WHEN, before, today=TODAY).problems == (
        Problem(
            "changes",
            "Nothing is on on Tuesday 7 April 2026, so nothing can be cancelled then.",
        ),
    )
