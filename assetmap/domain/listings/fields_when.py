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
            "lines",
            "When is the door open? (if it keeps hours)",
            "One day on each line, such as Mon 09:00-17:00. What happens there goes above.",
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
            "lines",
            "When does somebody answer the phone? (if it keeps hours)",
            "One day on each line, such as Mon 09:00-17:00.",
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
            "line",
            "What happens on bank holidays? (if you know)",
            "Write closed, as usual, or the times, such as 10:00-14:00.",
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
            "lines",
            "Dates that differ (if any)",
            "One on each line, such as 2026-04-07 cancelled: no hall, or 2026-12-24 open "
            "10:00-13:00.",
        ),
        columns=(Column("changes", since=3, own_only=True),),
        is_free=True,
        low_risk=True,
    ),
)
