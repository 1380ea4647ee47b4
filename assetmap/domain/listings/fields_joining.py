"""How one comes to a listing and takes part: the fields, as `listing_fields` has them."""

from assetmap.domain.listings import field_values as values
from assetmap.domain.listings.field_type import Column, Fact, Question
from assetmap.domain.listings.field_values import made, text, texts
from assetmap.domain.listings.kinds import kinds_that

_ASK_TIME = kinds_that(lambda rules: rules.asks_time)

JOINING = (
    made(
        "cost",
        "Cost",
        lambda x: x.cost.text,
        values.write_cost,
        question=Question("line", "What does it cost?", "For example: Free, £4, or donation."),
        columns=(Column("cost"),),
        fact=Fact("What it costs", 4),
        is_free=True,
    ),
    text(
        "join",
        "How to join",
        question=Question("radios", "How do people join?"),
        columns=(Column("join"),),
        fact=Fact("How to join", 5),
    ),
    text(
        "join_note",
        "More about joining",
        question=Question(
            "line", "More about joining (if any)", "For example: Ask for the kitchen."
        ),
        columns=(Column("join_note"),),
        is_free=True,
    ),
    texts(
        "access",
        "Access",
        question=Question(
            "boxes", "How do people get in and take part?", "Choose only what you know."
        ),
        columns=(Column("access"),),
        searched_in="text",
        fact=Fact("Access", 8),
    ),
    texts(
        "languages",
        "Languages",
        question=Question(
            "words",
            "Languages spoken (if you know)",
            "With a comma between them, such as English, Polish.",
        ),
        columns=(Column("languages"),),
        fact=Fact("Languages", 9),
    ),
    text(
        "first_visit",
        "The first visit",
        question=Question(
            "text",
            "What happens on the first visit?",
            "Who says hello, what to bring, and whether someone can meet you at the door.",
        ),
        columns=(Column("first_visit"),),
        searched_in="text",
        fact=Fact("On your first visit", 11),
        is_free=True,
    ),
    text(
        "getting_there",
        "Getting there",
        question=Question(
            "text",
            "Getting there",
            "The bus stop, the entrance, and where to park. Do not name a home address.",
        ),
        columns=(Column("getting_there"),),
        fact=Fact("Getting there", 10),
        is_free=True,
    ),
    text(
        "time_asked",
        "Time asked for",
        question=Question("line", "How much time is asked for?", "2 hours a week"),
        kinds=_ASK_TIME,
        columns=(Column("time_asked"),),
        fact=Fact("Time asked for", 6),
        is_free=True,
    ),
    text(
        "skills",
        "Skills",
        question=Question("line", "Skills that help, or that you will learn"),
        kinds=_ASK_TIME,
        columns=(Column("skills"),),
        searched_in="text",
        fact=Fact("Skills", 7),
        is_free=True,
    ),
    made("pictures", "Pictures", values.read_pictures, values.write_pictures),
    text(
        "notice",
        "Notice",
        question=Question(
            "line",
            "Notice",
            "What people should know now. For example: No lunch on Good Friday.",
        ),
        columns=(Column("notice", own_only=True),),
        is_free=True,
        low_risk=True,
    ),
)
