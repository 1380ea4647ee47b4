"""What is asked of some kinds of listing only: the fields, as `listing_fields` has them."""

from assetmap.domain.listings.field_type import Column, Fact, Question
from assetmap.domain.listings.field_values import day, number, text, texts
from assetmap.domain.listings.kinds import Kind, kinds_that

CAPACITY_MOST = 20_000  # people
_ROLE, _SPACE, _SERVICE = (Kind.VOLUNTEERING_ROLE,), (Kind.SPACE,), (Kind.SERVICE,)
_HUB, _ALONE = (Kind.HUB,), kinds_that(lambda rules: rules.works_alone)
_CAN_NEED = kinds_that(lambda rules: not rules.gives_time and not rules.works_alone)
# What may be chosen, by field: the value in files, and its words.
CHOICES: dict[str, dict[str, str]] = {
    "exchange": {
        "teach": "Happy to teach",
        "learn": "Want to learn",
        "younger": "With somebody younger",
        "older": "With somebody older",
    },
    "direct_payments": {
        "yes": "Yes, you can pay with a direct payment",
        "ask": "Ask whether you can pay with a direct payment",
        "no": "No, not with a direct payment",
    },
    "transfer": {
        "open": "Groups can ask the council to take it on",
        "asked": "A group has asked to take it on",
        "no": "Not open to being taken on",
    },
}

FOR_KINDS = (
    texts(
        "needs",
        "They also need",
        question=Question(
            "lines",
            "What would help? (if anything)",
            "One thing on each line: volunteers, a room, a lift, a skill. For example: A driver "
            "on Tuesdays.",
        ),
        kinds=_CAN_NEED,
        columns=(Column("needs", since=4),),
        is_free=True,
        low_risk=True,
    ),
    day(
        "needs_until",
        "Needed until",
        question=Question(
            "line",
            "Until when is that needed?",
            "A date such as 31 July 2026. Without one we show it for six months after a check.",
        ),
        kinds=_CAN_NEED,
        columns=(Column("needs_until", since=4),),
        low_risk=True,
    ),
    text(
        "with_group",
        "With",
        question=Question(
            "line",
            "Which group or hub is it with?",
            "Its name, as it stands in this directory. Then its page shows this role too.",
        ),
        kinds=_ROLE,
        columns=(Column("with_group", since=4),),
        searched_in="text",
        fact=Fact("Who it is with", 0.5),
        is_free=True,
    ),
    text(
        "training",
        "Training",
        question=Question("text", "What training would people get? (if any)"),
        kinds=_ROLE,
        columns=(Column("training", since=4),),
        searched_in="text",
        fact=Fact("Training", 7.1),
        is_free=True,
    ),
    text(
        "checks_needed",
        "Checks needed",
        question=Question(
            "line", "Which checks are needed? (if any)", "For example: A basic DBS check, free."
        ),
        kinds=_ROLE,
        columns=(Column("checks_needed", since=4),),
        fact=Fact("Checks needed", 7.2),
        is_free=True,
    ),
    text(
        "expenses",
        "Expenses",
        question=Question("line", "Are expenses paid?", "For example: Bus fares and lunch."),
        kinds=_ROLE,
        columns=(Column("expenses", since=4),),
        fact=Fact("Expenses", 7.3),
        is_free=True,
    ),
    day(
        "closes_on",
        "Closing date",
        question=Question(
            "line",
            "When does it close? (if it does)",
            "A date such as 31 July 2026. It goes from the directory by itself after that day.",
        ),
        kinds=_ROLE,
        columns=(Column("closes_on", since=4),),
        fact=Fact("Closes on", 7.4),
    ),
    texts(
        "exchange",
        "Sharing skills",
        question=Question("boxes", "Is it about sharing a skill? (if so)"),
        kinds=kinds_that(lambda rules: rules.asks_time),
        columns=(Column("exchange", since=4),),
        fact=Fact("Sharing skills", 7.5),
    ),
    text(
        "availability",
        "Availability",
        question=Question(
            "line",
            "Is there room for somebody new?",
            "For example: Two places on weekday mornings.",
        ),
        kinds=_ALONE,
        columns=(Column("availability", since=4),),
        fact=Fact("Room for somebody new", 4.1),
        is_free=True,
        low_risk=True,
    ),
    text(
        "direct_payments",
        "Direct payments",
        question=Question("radios", "Can people pay with a direct payment from the council?"),
        kinds=_ALONE,
        columns=(Column("direct_payments", since=4),),
        fact=Fact("Direct payments", 4.2),
    ),
    texts(
        "rooms",
        "Rooms",
        question=Question(
            "lines",
            "Which rooms are there? (if any)",
            "One on each line. For example: Garden room, seats 12.",
        ),
        kinds=_HUB,
        columns=(Column("rooms", since=4),),
        searched_in="text",
        fact=Fact("Rooms", 3.1),
        is_free=True,
    ),
    day(
        "opens_on",
        "Opening on",
        question=Question(
            "line",
            "When does it open? (if it is only planned)",
            "A date such as 7 September 2026.",
        ),
        kinds=_HUB,
        columns=(Column("opens_on", since=4),),
        low_risk=True,
    ),
    number(
        "capacity",
        "How many people it holds",
        most=CAPACITY_MOST,
        question=Question("age", "How many people does it hold? (if you know)"),
        kinds=_SPACE,
        columns=(Column("capacity", since=4),),
        fact=Fact("How many people it holds", 3.2),
    ),
    texts(
        "facilities",
        "What is there",
        question=Question(
            "lines",
            "What is there to use? (if you know)",
            "One on each line, such as kitchen, stage, projector, car park.",
        ),
        kinds=_SPACE,
        columns=(Column("facilities", since=4),),
        searched_in="text",
        fact=Fact("What is there", 3.3),
        is_free=True,
    ),
    text(
        "free_hours",
        "When it is free",
        question=Question(
            "line",
            "When is it usually free to hire?",
            "For example: Weekday mornings, and Sundays.",
        ),
        kinds=_SPACE,
        columns=(Column("free_hours", since=4),),
        fact=Fact("When you can hire it", 3.4),
        is_free=True,
        low_risk=True,
    ),
    text(
        "transfer",
        "Taking it on",
        question=Question(
            "radios",
            "Can a group ask to take it on? (community asset transfer)",
            "Only for land and buildings of the council.",
        ),
        kinds=_SPACE,
        columns=(Column("transfer", since=4),),
        fact=Fact("Taking it on", 3.5),
    ),
    text(
        "run_by",
        "Run by",
        question=Question(
            "line",
            "Who runs it now?",
            "The organisation, as people know it. For example: Ategi.",
        ),
        kinds=_SERVICE,
        columns=(Column("run_by", since=4),),
        searched_in="also_known_as",
        fact=Fact("Run by", 1.1),
        is_free=True,
    ),
    texts(
        "former_names",
        "Former names",
        question=Question(
            "lines",
            "What was it called before? (if anything else)",
            "One name on each line. People who know it by that name still find it.",
        ),
        columns=(Column("former_names", since=4),),
        searched_in="also_known_as",
        fact=Fact("Used to be called", 1.15),
        is_free=True,
    ),
    text(
        "regulator",
        "Regulator",
        question=Question(
            "line",
            "Who regulates it? (if anybody does)",
            "For example: Care Quality Commission.",
        ),
        kinds=_SERVICE,
        columns=(Column("regulator", since=4),),
        fact=Fact("Regulated by", 1.2),
        is_free=True,
    ),
    text(
        "register_url",
        "Its page on the register",
        question=Question(
            "url",
            "Where does the register tell about it?",
            "The address of its page, such as https://www.cqc.org.uk/location/1-123456789.",
        ),
        kinds=_SERVICE,
        columns=(Column("register_url", since=4),),
        fact=Fact("On the register", 1.3),
        is_free=True,
    ),
)
