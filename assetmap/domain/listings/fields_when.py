"""When a listing is on: the fields, as `listing_fields` has them."""

from assetmap.domain.listings import field_times as times
from assetmap.domain.listings.field_type import Column, Fact, Question
from assetmap.domain.listings.field_values import made

WHEN = (
    made(
        "when",
        "Days and times",
        times.read_when,
        times.write_when,
        question=Question("times", "Days and times"),
        columns=(Column("when"),),
        fact=Fact("When", 2),
        is_free=True,
    ),
    made(
        "terms",
        "Dates and terms",
        lambda x: x.schedule.terms,
        times.write_terms,
        question=Question(
            "line", "Dates and terms (if any)", "For example: School term time only."
        ),
        columns=(Column("terms"),),
        is_free=True,
    ),
    made(
        "closed_dates",
        "Closed on",
        times.read_closed,
        times.write_closed,
        question=Question(
            "dates",
            "Days when it is closed (if any)",
            "One on each line, such as 25 December 2026.",
        ),
        columns=(Column("closed_dates"),),
        low_risk=True,
    ),
    made(
        "opening_hours",
        "Open",
        times.read_opening,
        times.write_opening,
        question=Question(
            "hours",
            "When is the door open? (if it keeps hours)",
            "For example: Mon to Fri 9am to 5pm. One line for each. What happens there goes above.",
        ),
        columns=(Column("opening_hours", since=3, own_only=True),),
        fact=Fact("Open", 1.9),
    ),
    made(
        "phone_hours",
        "Phone answered",
        times.read_phone_hours,
        times.write_phone_hours,
        question=Question(
            "hours",
            "When does somebody answer the phone? (if it keeps hours)",
            "For example: Mon to Fri 9am to 1pm. One line for each.",
        ),
        columns=(Column("phone_hours", since=3, own_only=True),),
        fact=Fact("Phone answered", 2.5),
        low_risk=True,
    ),
    made(
        "bank_holidays",
        "Bank holidays",
        lambda x: x.schedule.bank_holidays,
        times.write_bank_holidays,
        question=Question(
            "bank-holidays",
            "What happens on bank holidays?",
        ),
        columns=(Column("bank_holidays", since=3, own_only=True),),
        fact=Fact("Bank holidays", 2.6),
        low_risk=True,
    ),
    made(
        "changes",
        "Dates that differ",
        times.read_changes,
        times.write_changes,
        question=Question(
            "changes",
            "Dates that differ (if any)",
            "One on each line, such as: 7 April cancelled: no hall. Or: 14 April moved to 15 April "
            "2-4pm. Or: 24 December 10am to 1pm.",
        ),
        columns=(Column("changes", since=3, own_only=True),),
        is_free=True,
        low_risk=True,
    ),
)
