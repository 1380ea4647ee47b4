from datetime import date

import pytest

from assetmap.domain.validation import Problem
from assetmap.web.forms.listing_form import Form
from assetmap.web.forms.time_answers import TimesRead, draw_times, is_answered, read_times

TODAY = date(2026, 3, 16)
ON_DATE = "2026-04-18 10:00-12:00"
BY_RULE = "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15"
SECOND = "every second Wednesday 2-4"
FROM_25TH = "Every 2 weeks Wed 14:00-16:00 from 2026-03-25"


def form_with(words: str, **more: str) -> Form:
    return Form(
        [("when-words", words), *((name.replace("_", "-"), text) for name, text in more.items())]
    )


def test_words_with_two_meanings_are_asked_about_and_not_kept_before() -> None:
    read = read_times(form_with(SECOND), (), TODAY)
    problem = Problem("check-when-1", f"Choose what you mean by “{SECOND}”.")
    assert read == TimesRead((), "", (problem,))
    (phrase,) = draw_times((), form_with(SECOND), TODAY).phrases
    assert (phrase.text, phrase.chosen) == (SECOND, "")
    assert phrase.choices == (
        (
            "2nd Wed 14:00-16:00",
            "Second Wednesday of the month, 2pm to 4pm",
            "Next dates: 8 April, 13 May, 10 June. We took “2-4” as 2pm to 4pm.",
        ),
        (
            "Every 2 weeks Wed 14:00-16:00 from 2026-03-18",
            "Every other Wednesday, 2pm to 4pm, from 18 March",
            "Next dates: 18 March, 1 April, 15 April. We took “2-4” as 2pm to 4pm.",
        ),
        (
            FROM_25TH,
            "Every other Wednesday, 2pm to 4pm, from 25 March",
            "Next dates: 25 March, 8 April, 22 April. We took “2-4” as 2pm to 4pm.",
        ),
        ("words", "Keep my words", "People read them, but see no next date."),
    )


@pytest.mark.parametrize(("answer", "value"), [(FROM_25TH, (FROM_25TH,)), ("words", (SECOND,))])
def test_only_what_was_chosen_is_kept(answer: str, value: tuple[str, ...]) -> None:
    form = form_with(SECOND, check_when_1_of=SECOND, check_when_1=answer)
    assert read_times(form, (), TODAY) == TimesRead(value)


@pytest.mark.parametrize("answer", ["", "Every 2 weeks Mon 14:00-16:00 from 2026-03-16", "<b>"])
def test_an_answer_that_was_not_offered_is_none(answer: str) -> None:
    form = form_with(SECOND, check_when_1_of=SECOND, check_when_1=answer)
    assert [each.parameter for each in read_times(form, (), TODAY).problems] == ["check-when-1"]


def test_an_answer_counts_only_for_the_words_that_it_was_about() -> None:
    form = form_with("every third Wednesday 2-4", check_when_1_of=SECOND, check_when_1=FROM_25TH)
    assert [each.parameter for each in read_times(form, (), TODAY).problems] == ["check-when-1"]


def test_words_with_one_meaning_are_shown_with_it_ticked_and_wait_for_a_yes() -> None:
    said = "Tuesdays 2-4 except bank holidays"
    read = read_times(form_with(said), (), TODAY)
    assert read.value == ()
    assert read.problems == (Problem("check-when-1", f"Look at how we read “{said}”, and go on."),)
    (phrase,) = draw_times((), form_with(said), TODAY).phrases
    assert phrase.legend == f"Is this what you mean by “{said}”?"
    assert phrase.chosen == phrase.choices[0][0]
    assert phrase.choices[0][1:] == (
        "Tuesday, 2pm to 4pm; bank holidays: closed",
        "Next dates: 17 March, 24 March, 31 March. We took “2-4” as 2pm to 4pm.",
    )
    agreed = form_with(said, check_when_1_of=said, check_when_1=phrase.chosen)
    assert read_times(agreed, (), TODAY) == TimesRead(("Tue 14:00-16:00",), "closed")


def test_what_stays_words_says_so_once_with_what_would_help() -> None:
    said = "first Friday of the month, 2pm"
    (phrase,) = draw_times((), form_with(said), TODAY).phrases
    assert (phrase.legend, phrase.chosen) == (f"We keep “{said}” as words", "words")
    assert phrase.choices == (
        (
            "words",
            "Keep my words",
            (
                "We do not know when it ends. With an end, such as 2pm to 3pm, people see the next "
                "date. You can also change them above."
            ),
        ),
    )
    agreed = form_with(said, check_when_1_of=said, check_when_1="words")
    assert read_times(agreed, (), TODAY) == TimesRead((said,))


@pytest.mark.parametrize("said", ["Ring for times", "Varies", ON_DATE, BY_RULE])
def test_what_is_plainly_no_time_and_the_notation_need_no_answer(said: str) -> None:
    assert read_times(form_with(said), (), TODAY) == TimesRead((said,))


def test_words_that_stand_already_are_not_asked_about_again() -> None:
    assert read_times(form_with(SECOND), (SECOND,), TODAY) == TimesRead((SECOND,))
    assert draw_times((SECOND,), form_with(SECOND), TODAY).phrases == ()


def test_what_no_row_can_show_stays_unless_it_is_unticked() -> None:
    before = ("Tue 10:00-12:00", ON_DATE, BY_RULE)
    drawn = draw_times(before, None, TODAY)
    assert drawn.kept == (
        (ON_DATE, "Saturday 18 April 2026, 10am to 12 noon", ""),
        (BY_RULE, "On the 15th of every month, 10am to 12 noon", ""),
    )
    assert drawn.ticked == (ON_DATE, BY_RULE)
    row = {"when-day": "tue", "when-from": "10:00", "when-to": "12:00", "when-words": ""}
    as_it_was = Form(
        [*row.items(), ("when-kept", ""), ("when-kept", ON_DATE), ("when-kept", BY_RULE)]
    )
    assert read_times(as_it_was, before, TODAY).value == before
    unticked = Form([*row.items(), ("when-kept", ""), ("when-kept", BY_RULE)])
    assert read_times(unticked, before, TODAY).value == ("Tue 10:00-12:00", BY_RULE)
    without_the_question = Form([*row.items()])
    assert read_times(without_the_question, before, TODAY).value == before


def test_very_many_dates_are_one_box() -> None:
    before = tuple(
        f"2026-{month:02}-{day:02} 10:00-12:00" for month in (4, 5) for day in range(1, 28)
    )
    drawn = draw_times(before, None, TODAY)
    assert drawn.kept == (("all", "Keep its 54 other dates", ""),)
    form = Form([("when-words", ""), ("when-kept", ""), ("when-kept", "all")])
    assert read_times(form, before, TODAY).value == before
    assert read_times(Form([("when-words", ""), ("when-kept", "")]), before, TODAY).value == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=0;BYDAY=TU 10:00-12:00 from 2026-01-06",
            "INTERVAL is 1 or more: every week is 1, every second week is 2.",
        ),
        (
            "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 10:00-12:00 from 2026-01-06",
            "There is no date on which this would be.",
        ),
        (
            "RRULE:FREQ=HOURLY 10:00-12:00 from 2026-01-06",
            "A rule repeats by the day, week, month or year (FREQ).",
        ),
        ("Tue 10:00-12:00 from 2026-07-21 until 2026-07-01", "The last day is before the first."),
        ("2026-02-30 10:00-12:00", "There is no date 2026-02-30."),
    ],
)
def test_a_rule_that_cannot_be_is_told_in_plain_words_and_stays_typed(
    line: str, message: str
) -> None:
    read = read_times(form_with(line), (), TODAY)
    assert read.problems == (Problem("when-words", f"{message} Look at “{line[:80]}”."),)
    assert draw_times((), form_with(line), TODAY).words == line


def test_too_many_rows_are_told() -> None:
    form = Form([("when-day", "tue"), ("when-from", "10am"), ("when-to", "noon")] * 41)
    assert read_times(form, (), TODAY).problems == (
        Problem("when", "Fill in at most 40 rows. Write the other times in words."),
    )


def test_a_form_without_the_question_says_nothing() -> None:
    assert not is_answered(Form([("terms", "")]))
    assert is_answered(Form([("when-words", "")]))
