from datetime import date

from assetmap.domain.times.schedule_text import parse_rules
from assetmap.web.forms.listing_form import Form
from assetmap.web.forms.phrase_choices import next_dates, phrase_choices, question_of

TODAY = date(2026, 3, 16)


def test_the_next_dates_of_all_rules_together_come_in_order() -> None:
    rules = parse_rules(["Wed 10:00-12:00", "Tue 10:00-12:00", "2026-03-18 10:00-12:00"])
    assert next_dates(rules, TODAY) == [date(2026, 3, 17), date(2026, 3, 18), date(2026, 3, 24)]
    assert next_dates(parse_rules(["2026-03-01 10:00-12:00"]), TODAY) == []


def test_what_is_over_says_that_it_has_no_date_to_come() -> None:
    (phrase,) = phrase_choices(Form(), ["Sat 14 March 10am-1pm"], TODAY)
    assert phrase.choices[0][1:] == (
        "Saturday 14 March 2026, 10am to 1pm",
        "It has no date to come. We took “Sat 14 March” as Saturday 14 March 2026.",
    )


def test_only_what_may_be_a_time_is_asked_about_and_each_has_its_number() -> None:
    lines = ["Ring for times", "Tuesdays 2pm-4pm", "Tue 10:00-12:00", "most Mondays"]
    asked = phrase_choices(Form(), lines, TODAY)
    assert [(each.name, each.text) for each in asked] == [
        ("check-when-1", "Tuesdays 2pm-4pm"),
        ("check-when-2", "most Mondays"),
    ]


def test_a_problem_with_an_answer_belongs_to_the_times() -> None:
    assert question_of("check-when-1") == "when"
    assert question_of("when-words") == "when"
    assert question_of("cost") == "cost"
