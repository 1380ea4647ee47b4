import pytest

from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import notation
from assetmap.exchange.opening_times import read_opening_times

EVERY_DAY = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNDERSTOOD = {
    "Wednesday 10am - 4pm": ["Wed 10:00-16:00"],
    "Tuesday - Friday 12noon - 2pm": [f"{day} 12:00-14:00" for day in ("Tue", "Wed", "Thu", "Fri")],
    "Tuesdays & Fridays 12pm - 3pm; 1st Saturday of month 10am - 12noon": [
        "Tue 12:00-15:00",
        "Fri 12:00-15:00",
        "1st Sat 10:00-12:00",
    ],
    "Mon & Thur 1-3pm": ["Mon 13:00-15:00", "Thu 13:00-15:00"],
    "Thursday 1.30 - 3.30pm": ["Thu 13:30-15:30"],
    "Monday - Wednesday 12 - 2pm": [f"{day} 12:00-14:00" for day in ("Mon", "Tue", "Wed")],
    "Sat & Sun 10.00 - 4.00": ["Sat 10:00-16:00", "Sun 10:00-16:00"],
    "Daily 9am-5pm": [
        f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    ],
    "Weekdays 9 to 5": [f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")],
    "Wednesday 10 - 12": ["Wed 10:00-12:00"],
    "Fri 4.30 - 5.30pm Sat 10 - 11am": ["Fri 16:30-17:30", "Sat 10:00-11:00"],
    "Tues/Weds 10am - 12pm. Thurs 10am - 2pm": [
        "Tue 10:00-12:00",
        "Wed 10:00-12:00",
        "Thu 10:00-14:00",
    ],
    "Tues , Wed, Thursday, 11am - 2pm and Friday 11am - 4pm": [
        "Tue 11:00-14:00",
        "Wed 11:00-14:00",
        "Thu 11:00-14:00",
        "Fri 11:00-16:00",
    ],
    "Mon 10am to 12 noon, 1pm to 3pm and Thu 2-4pm": [
        "Mon 10:00-12:00",
        "Mon 13:00-15:00",
        "Thu 14:00-16:00",
    ],
    "Monday – Thursdays\xa010am\xa0–2pm": [
        f"{day} 10:00-14:00" for day in ("Mon", "Tue", "Wed", "Thu")
    ],
    "Open Saturday: 10 a.m. - 12 p.m.": ["Sat 10:00-12:00"],
    "Every Tuesday 10-12": ["Tue 10:00-12:00"],
    "first and third Tuesday of the month 7pm till 9pm": [
        "1st Tue 19:00-21:00",
        "3rd Tue 19:00-21:00",
    ],
    "Last Fri of every month 10-1": ["Last Fri 10:00-13:00"],
    "9 - 4 Monday": ["Mon 09:00-16:00"],
    "7pm to midnight Fridays": ["Fri 19:00-24:00"],
    "Fri 10pm - 2am": ["Fri 22:00-02:00"],
    "Tue 14:00-16:00": ["Tue 14:00-16:00"],
    "Tue 0930-1130": ["Tue 09:30-11:30"],
    "Sat - Mon 2 - 4.30pm": ["Sat 14:00-16:30", "Sun 14:00-16:30", "Mon 14:00-16:30"],
    "Wednesday 7 - 9pm": ["Wed 19:00-21:00"],
    "Friday 10 - 2pm": ["Fri 10:00-14:00"],
    "Mon 6 - 8": ["Mon 18:00-20:00"],
    "Mo 12-2pm": ["Mon 12:00-14:00"],
    "1st & 3rd Wed 2pm-4pm": ["1st Wed 14:00-16:00", "3rd Wed 14:00-16:00"],
    "2pm - 4pm on the 2nd & 4th Wed of each month": ["2nd Wed 14:00-16:00", "4th Wed 14:00-16:00"],
    "24 Hours": [f"{day} 00:00-24:00" for day in EVERY_DAY],
    "Open 24/7": [f"{day} 00:00-24:00" for day in EVERY_DAY],
    "Open 7 days a week, 9.00 to 17.30": [f"{day} 09:00-17:30" for day in EVERY_DAY],
    "24 hours Mon to Fri": [f"{day} 00:00-24:00" for day in EVERY_DAY[:5]],
    "M-F 9-5": [f"{day} 09:00-17:00" for day in EVERY_DAY[:5]],
    "9am to 5pm Mon and Tue, closed Sundays": ["Mon 09:00-17:00", "Tue 09:00-17:00"],
    "Closed Sundays. Mon 9-5, Tue closed, Wed 9–4": ["Mon 09:00-17:00", "Wed 09:00-16:00"],
    "Mon to Wed 9-5 except Tues": ["Mon 09:00-17:00", "Wed 09:00-17:00"],
    "Weekends (except Sun) 10:30am - 12pm": ["Sat 10:30-12:00"],
    "We are open Mon between 9am and midday": ["Mon 09:00-12:00"],
    "Mon 0900-1700hrs": ["Mon 09:00-17:00"],
    "Mon 09:00:00-17:00:00": ["Mon 09:00-17:00"],
    "Friday evenings 7-9": ["Fri 19:00-21:00"],
    "Wed mornings, 9-11": ["Wed 09:00-11:00"],
    "Fri midnight - 6am": ["Fri 00:00-06:00"],
    "Mon 5pm-12am": ["Mon 17:00-24:00"],
    "Sat 12:00-00:00": ["Sat 12:00-24:00"],
    "Mon: 9am — 5pm | Tue: 10am — 4pm": ["Mon 09:00-17:00", "Tue 10:00-16:00"],
}

BESIDE_THE_RULES = {
    "Monday - Friday 8am - 4pm. Please ring.": ("Please ring",),
    "Mon 1-3pm (except bank holidays)": ("Closed on bank holidays",),
    "Open Monday 1-3pm\nNot open on Bank Holidays": ("Closed on bank holidays",),
    "Mon: 1-3pm, Sun & PH: closed": ("Closed on bank holidays",),
    "Mon 1-3pm, Tue and public holidays closed": ("Closed on bank holidays",),
    "Mon 1-3pm, Sundays and bank holidays 10-4": ("Bank holidays: 10am to 4pm",),
    "Mon 1-3pm incl. bank holidays": ("Open on bank holidays",),
    "Mon 1-3pm, closed Good Friday and Christmas Day": (
        "Closed on Good Friday",
        "Closed on Christmas Day",
    ),
}

KEPT_AS_WORDS = [
    "One morning per week",
    "9 - 4 weekdays except Wed 9 - 2",
    "Mon - Fri by appointment",
    "Wednesday 7:30pm",
    "Tuesday from 11am",
    "Monday & Friday 12noon",
    "Foodbank: Wednesday 5 - 6.30pm  Grocer Friday 9.30am - 12 noon",
    "Monday - Saturday 7.30am = 4.30pm",
    "every second Tuesday 10-12",
    "1st Saturday and Sunday 10-12",
    "Wednesday 7 - 9",
    "Mon 12-12",
    "Sat 9am - 12am",
    "Mon 2pm - 10am",
    "Mon 10-25",
    "Mon 9.75-10",
    "Mon 10-12 Tue",
    "10-12",
    "24/7 upon request",
    "Mon 10-12 & 1st Sat",
    "-",
    "Alternate Tuesdays 10-12",
    "Tue 10-12 fortnightly",
    "Monthly Tue 10-12",
    "Mon-Fri 9-5, closed Wed 1-5",
    "9-5 Mon-Fri, closed Wed 1-5, 10-12 Sat",
    "9-5 weekdays except Wed 1-5",
    "Mon-Fri 9-5 (closed for lunch 1-2)",
    "Mon-Sun 10-6; Wed 12-2",  # then beside the rest, or in its place?
    "Mon 9-5 except Tue",
    "Mon 9-5, closed first Mon",
    "Mondays and alternate Tuesdays 10-12",
    "Mon (term time only) 10-12, Tue 2-4",
    "Friday evenings 10am-12",
    "Mon 10:00-4:00am",
    "closed Sundays",
    "Sat 10:00-04:00",
]


@pytest.mark.parametrize(("text", "rules"), UNDERSTOOD.items())
def test_a_text_that_is_understood_becomes_rules(text: str, rules: list[str]) -> None:
    schedule = read_opening_times(text)
    assert ([notation(rule) for rule in schedule.rules], schedule.words) == (rules, ())


@pytest.mark.parametrize("text", KEPT_AS_WORDS)
def test_a_text_that_is_not_wholly_understood_stays_words(text: str) -> None:
    assert read_opening_times(text) == Schedule(words=(text,))


@pytest.mark.parametrize(("text", "words"), BESIDE_THE_RULES.items())
def test_what_is_no_rule_and_understood_stands_beside_the_rules(
    text: str, words: tuple[str, ...]
) -> None:
    schedule = read_opening_times(text)
    assert (bool(schedule.rules), schedule.words) == (True, words)


@pytest.mark.parametrize(
    "text",
    [
        "Mondays 10am-12 (term-time only)",
        "Term-time only: Mondays 10am-12",
        "Mondays (term-time only) 10am-12",
    ],
)
def test_school_terms_are_kept_as_terms(text: str) -> None:
    schedule = read_opening_times(text)
    assert [notation(rule) for rule in schedule.rules] == ["Mon 10:00-12:00"]
    assert schedule.terms == "Term-time only"


def test_no_text_is_no_schedule() -> None:
    assert read_opening_times("  ") == Schedule()
