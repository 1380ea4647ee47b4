"""The parts of the borough that have a page, and what is asked on each: the table of them all.

A new question is one line here: reading, keeping, the difference and the way back follow from it.
"""

from assetmap.web.borough.questions import Entries, Kind, Part, Question
from assetmap.web.borough.time_bank_part import TIME_BANK

_NAME = Part(
    *("name", "borough", "Name and area"),
    "What the directory is called, who keeps it, and which area it is for.",
    (
        Question("name", "Name of the borough", is_needed=True),
        Question(
            *("title", "Name of the directory", Kind.LINE),
            "It stands at the top of every page.",
            is_needed=True,
        ),
        Question("strapline", "A line beneath it"),
        Question("body", "Who keeps the directory", hint="Such as your CVS.", is_needed=True),
        Question(
            *("authority_code", "The council’s code", Kind.LINE),
            "Nine characters, from the Office for National Statistics. A place is in the borough "
            "when its postcode has this code.",
            is_needed=True,
        ),
        Question("nation", "Nation", Kind.NATION, "It decides the bank holidays."),
        Question(
            *("postcode_areas", "Postcode areas", Kind.LIST),
            "The letters that postcodes here begin with, one per line. Add your neighbours’ too.",
        ),
        Question(
            *("whole_area_names", "Words for the whole borough", Kind.LIST),
            "One per line. A listing that says one of them serves everywhere here.",
        ),
    ),
    see="/",
)
_PHONES = Part(
    *("phone-lines", "borough", "Phone lines"),
    "The numbers at the foot of every page, and on everything that is printed.",
    (
        Question("help.text", "Whom people ask for help", is_needed=True),
        Question("help.phone", "Their phone number", Kind.PHONE, is_needed=True),
        Question("help.hours", "When they answer"),
        Question("help.email", "Their email address", Kind.EMAIL),
        Question("worried.text", "Words for worries about someone", is_needed=True),
        Question("worried.phone", "The number for worries", Kind.PHONE, is_needed=True),
        Question("worried.hours", "When it is answered"),
        Question("worried.emergency", "What to do in an emergency"),
        Question("advice.text", "Words of the link to more advice", is_needed=True),
        Question("advice.url", "Where that link leads", Kind.URL, is_needed=True),
        Question("buses.text", "Words of the link to look up a bus"),
        Question("buses.url", "Where that link leads to", Kind.URL),
    ),
    see="/help",
)
_URGENT = Part(
    *("urgent-numbers", "borough", "Urgent numbers"),
    "Numbers that stand above the results when somebody’s words tell of danger. The national ones "
    "are there anyway.",
    entries=Entries(
        *("urgent", "urgent number"),
        (
            Question("text", "What it is", is_needed=True),
            Question("phone", "Phone number", Kind.PHONE, is_needed=True),
            Question("hours", "When it is answered"),
            Question("kinds", "For which dangers?", Kind.DANGERS, "Tick none for all of them."),
        ),
        title="text",
    ),
)
_COLOURS = Part(
    *("colours", "borough", "Colours"),
    "Your own colours. Words must stand out from what is behind them: 4.5 to 1 or more.",
    (
        Question("colours.brand", "Colour of the bar and the buttons", Kind.COLOUR),
        Question("colours.brand-text", "Colour of the words on them", Kind.COLOUR),
        Question("colours.link", "Colour of links", Kind.COLOUR),
        Question("colours.focus", "Colour of what the keyboard is at", Kind.COLOUR),
    ),
    see="/",
)
_TILES = Part(
    *("tiles", "needs", "Tiles"),
    "The pictures on the first page: “I would like to find out about…”.",
    entries=Entries(
        *("need", "tile"),
        (
            Question("label", "What the tile says", is_needed=True),
            Question("hint", "A line beneath it"),
            Question("icon", "Picture", Kind.ICON),
            Question("picture", "What the picture shows", hint="For people who cannot see it."),
            Question("categories", "What it leads to", Kind.CATEGORIES, "Tick one or more.", True),
            Question("advice_text", "Words of a link to advice"),
            Question("advice_url", "Where that link leads", Kind.URL),
        ),
        slug="slug",
    ),
    see="/",
)
_CATEGORY = (
    Question("label", "What it is called", is_needed=True),
    Question("hint", "A line beneath it"),
    Question("icon", "Picture", Kind.ICON),
    Question("colour", "Colour on the map", Kind.COLOUR),
    Question("named", "It is for certain people, and not for everyone", Kind.YES),
    Question("sensitive", "It is about health, grief or danger", Kind.YES),
)
_CATEGORIES = Part(
    *("categories", "categories", "Categories"),
    "What listings are about. You can change what a category is called at any time.",
    entries=Entries(
        *("category", "category", _CATEGORY),
        slug="slug",
        within=Entries(
            *("within", "category within it"),
            (_CATEGORY[0], _CATEGORY[4], _CATEGORY[5]),
            slug="slug",
        ),
    ),
    see="/find",
)
_WISHES = Part(
    *("wishes", "wishes", "Wishes"),
    "“I’d like to…”: what a coordinator starts from when choosing together with somebody.",
    entries=Entries(
        *("wish", "wish"),
        (
            Question("label", "What somebody would like", is_needed=True),
            Question("icon", "Picture", Kind.ICON),
            Question("categories", "What it leads to", Kind.CATEGORIES, "Tick one or more.", True),
        ),
        slug="slug",
    ),
)
_SIGNPOSTS = Part(
    *("signposts", "signposts", "Signposts"),
    "Where to go for what the directory does not list, such as a dentist.",
    entries=Entries(
        *("signpost", "signpost"),
        (
            Question("text", "What we tell people", Kind.TEXT, "One plain line.", True),
            Question("say", "What people say", Kind.LIST, "One per line.", True),
            Question(
                *("but_not", "What only sounds like it", Kind.LIST),
                "Longer words, one per line. They do not lead here.",
            ),
            Question("phone", "Phone number", Kind.PHONE),
            Question("url", "Web address", Kind.URL),
            Question("languages", "Also when somebody asks for another language", Kind.YES),
        ),
        title="slug",
        slug="slug",
    ),
)
_UPKEEP = Part(
    *("upkeep", "upkeep", "Upkeep"),
    "How often listings are checked, what follows when they are not, and how long things are kept.",
    (
        Question(
            "four_eyes", "Nobody publishes what they wrote themselves", Kind.YES, is_usual=True
        ),
        Question(
            *("second_failure", "Calls without answer until a listing is overdue", Kind.NUMBER),
            "On different days.",
        ),
        Question("months.usual", "Months a check holds, usually", Kind.NUMBER),
        Question("months.hub", "Months for a hub", Kind.NUMBER),
        Question("months.volunteering-role", "Months for a volunteering role", Kind.NUMBER),
        Question("months.group", "Months for a group", Kind.NUMBER),
        Question("months.micro-enterprise", "Months for a micro-enterprise", Kind.NUMBER),
        Question("months.space", "Months for a space", Kind.NUMBER),
        Question("months.service", "Months for a service", Kind.NUMBER),
        Question("days.ask_before", "Days before, the organiser is asked", Kind.NUMBER),
        Question("days.overdue_after", "Days after, the public is told", Kind.NUMBER),
        Question("days.unconfirmed_after", "Days after, it is hidden", Kind.NUMBER),
        Question("days.lapsed_after", "Days after, it is archived", Kind.NUMBER),
        Question("days.link", "Days an organiser’s link works", Kind.NUMBER),
        Question("days.session", "Days staff stay signed in", Kind.NUMBER),
        Question("keep_months.audit", "Months the history is kept", Kind.NUMBER),
        Question("keep_months.reports", "Months reports are kept", Kind.NUMBER),
        Question("keep_months.submissions", "Months suggestions are kept", Kind.NUMBER),
        Question("keep_months.gaps", "Months notes of gaps are kept", Kind.NUMBER),
    ),
)
_TERMS = Part(
    *("school-terms", "terms", "School terms"),
    "Groups that meet in term time are told to be on only within these dates.",
    (
        Question("source", "Where the dates are from"),
        Question("checked", "When somebody last looked there", Kind.DATE),
    ),
    Entries(
        *("term", "term"),
        (
            Question("year", "School year", hint="For example, 2026 to 2027", is_needed=True),
            Question("from", "First day", Kind.DATE, is_needed=True),
            Question("to", "Last day", Kind.DATE, is_needed=True),
            Question("half_term.from", "First day of half term", Kind.DATE),
            Question("half_term.to", "Last day of half term", Kind.DATE),
        ),
        title="from",
    ),
)
_CLOSURES = Part(
    *("closed-days", "closures", "Further bank holidays"),
    "Days that are bank holidays here beside the nation’s own, which are known.",
    entries=Entries(
        *("day", "day"),
        (
            Question("on", "Day", Kind.DATE, is_needed=True),
            Question("name", "What it is called", is_needed=True),
        ),
        title="name",
    ),
)
_PLACES = Part(
    *("places", "places", "Towns and places"),
    "Places that people name when they search.",
    entries=Entries(
        *("place", "place"),
        (
            Question("name", "Name", is_needed=True),
            Question(
                "postcode", "A postcode in the middle of it", hint="A full one.", is_needed=True
            ),
            Question("aliases", "Other names", Kind.LIST, "One per line."),
        ),
        title="name",
    ),
)
_PRACTICES = Part(
    *("surgeries", "practices", "Doctors’ surgeries"),
    "Each has a page of what is near it, to print for its noticeboard.",
    entries=Entries(
        *("practice", "surgery"),
        (
            Question(
                *("code", "Its code", Kind.LINE),
                "It stands in the page’s address, and is for good. The NHS has one for each.",
                is_needed=True,
                once=True,
            ),
            Question("name", "Name", is_needed=True),
            Question("postcode", "Postcode", is_needed=True),
            Question("phone", "Phone number", Kind.PHONE),
            Question("website", "Website", Kind.URL),
        ),
        title="name",
    ),
)
_MORE = Part(
    *("licence-and-policies", "borough", "Licence and policies"),
    "The licence of the open data, the policy on taking on buildings, and who may show the box.",
    (
        Question("licence.name", "Licence of the data"),
        Question("licence.url", "Where it can be read", Kind.URL),
        Question("licence.attribution", "The line to put beside the data"),
        Question("transfer_policy.text", "Policy on taking on a building"),
        Question("transfer_policy.url", "Where that can be read", Kind.URL),
        Question("transfer_policy.contact", "Whom to ask about it"),
        Question("visits", "Words that tell of somebody who visits a hub", Kind.LIST),
        Question(
            *("embed_hosts", "Websites that may show the result box", Kind.LIST),
            "One per line, such as https://www.example.org",
        ),
        Question("accessibility.tested", "When you tested accessibility", Kind.DATE),
        Question("accessibility.reply_days", "Days until you answer about it", Kind.NUMBER),
    ),
)
_SIGN_IN = Part(
    *("sign-in", "signin", "Signing in"),
    "Who signs in with a code beside the password. Editors, brokers and admins always do.",
    (
        Question("second_factor.roles", "Who else is asked for a code?", Kind.ROLES),
        Question("second_factor.grace_days", "Days they can put it off", Kind.NUMBER),
        Question("second_factor.by_email", "Who may have it by email?", Kind.ROLES),
        Question("second_factor.remember_days", "Days a browser is remembered", Kind.NUMBER),
    ),
)

PARTS: tuple[Part, ...] = (
    *(_NAME, _PHONES, _URGENT, _COLOURS, _TILES, _CATEGORIES, _WISHES, _SIGNPOSTS),
    *(_PLACES, _PRACTICES, _TERMS, _CLOSURES, _UPKEEP, TIME_BANK, _SIGN_IN, _MORE),
)


def part_called(slug: str) -> Part | None:
    """The part with that page."""
    return next((part for part in PARTS if part.slug == slug), None)
