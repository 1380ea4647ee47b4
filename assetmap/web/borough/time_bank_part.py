"""The part of the borough about its time bank: what is asked on its page."""

from assetmap.web.borough.questions import Kind, Part, Question

TIME_BANK = Part(
    *("time-bank", "time_bank", "Time bank"),
    "Whether there is a time bank, what it is called, and how it is run.",
    (
        Question(
            *("time_bank.is_on", "There is a time bank here", Kind.YES),
            "Without one, its pages are not there and nothing speaks of it.",
            is_usual=True,
        ),
        Question(
            *("time_bank.name", "What it is called", Kind.LINE),
            "Empty: the name of the borough with “Time Bank” behind it.",
        ),
        Question(
            *("time_bank.pot_name", "What its pot of hours is called", Kind.LINE),
            "Empty: the name of the borough with “Community Pot” behind it.",
        ),
        Question(
            *("time_bank.phone", "The broker’s phone number", Kind.PHONE),
            "Offers show it to everybody. Empty: the directory’s own.",
        ),
        Question("time_bank.email", "The broker’s email address", Kind.EMAIL),
        Question(
            *("time_bank.insurance", "What is insured, in a sentence or two", Kind.TEXT),
            "It stands on the public page. Empty: people are told to ask.",
        ),
        Question("time_bank.youngest", "How old one must be to join", Kind.NUMBER),
        Question(
            *("hours.welcome", "Hours that a new member starts with", Kind.HOURS), "From 0 to 10."
        ),
        Question(
            *("hours.low", "A balance below which the broker has a talk", Kind.HOURS),
            "In hours, such as -10. Nobody is stopped.",
        ),
        Question(
            *("hours.high", "A balance above which the broker has a talk", Kind.HOURS),
            "In hours, such as 50.",
        ),
        Question("days.item", "Days an offer or a want stands until it is renewed", Kind.NUMBER),
        Question(
            "days.release",
            "Days after an exchange that two can still reach each other",
            Kind.NUMBER,
        ),
        Question("days.link", "Days a member’s link works", Kind.NUMBER),
        Question(
            "days.silent", "Days without giving or receiving until a member is rung", Kind.NUMBER
        ),
        Question(
            *("least.ward", "Offers that a ward needs to be named in public", Kind.NUMBER),
            "With fewer they count for the whole borough, so that nobody can be found.",
        ),
        Question("least.people", "People that a figure needs to be told", Kind.NUMBER),
        Question("concerns.lead", "Who is told of a concern about a member"),
        Question("concerns.lead_phone", "Their phone number", Kind.PHONE),
    ),
    see="/time-bank",
)
