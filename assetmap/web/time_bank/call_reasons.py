"""Why a member is rung, in words: for the list, and for reading out."""

from datetime import date

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.hours import in_long_words, in_words
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.member_calls import CallReason, Reason
from assetmap.web.formatting import counted, day_words

# TB5: a balance is a reason for a talk, and nobody is blamed for theirs.
_LOW = (
    "You have used {} more than you have given so far. That is fine. "
    "Is there something you would like to do for somebody?"
)
_HIGH = (
    "You have {} to use. What would make your week easier? "
    "You can also give hours to somebody, or to the community pot."
)


def reason_words(reason: Reason, today: date) -> str:
    """The reason as it stands on the broker's list: `Offers and wants end on 20 March`."""
    day = day_words(reason.on, today) if reason.on else ""
    match reason.kind:
        case CallReason.APPLIED:
            return f"Asked to join on {day}: meet them"
        case CallReason.WELCOME:
            return "Both references are in: welcome them"
        case CallReason.REFERENCES:
            return f"Met on {day}: references are not all in"
        case CallReason.ENDING:
            return _ending(reason, day, today)
        case CallReason.LOW:
            return f"Has used {in_words(reason.minutes)} more than given"
        case CallReason.HIGH:
            return f"Has {in_words(reason.minutes)} to spend or give away"
        case CallReason.UNUSED:
            return f"Joined on {day}, and nothing has come of it yet"
        case CallReason.SILENT:
            return f"Last gave or received on {day}"


def question(reason: Reason, today: date) -> tuple[str, str]:
    """What a reason is about, and what to say on the phone for it."""
    day = day_words(reason.on, today) if reason.on else ""
    long = in_long_words(reason.minutes)
    match reason.kind:
        case CallReason.APPLIED:
            return "Meeting", "Thank you for asking to join. When and where could we meet?"
        case CallReason.WELCOME:
            return "Welcome", "Your references are in. Shall we find you a first exchange?"
        case CallReason.REFERENCES:
            return "References", f"We met on {day}. May I help with the two references?"
        case CallReason.ENDING:
            return "Renewing", "Do your offers and wants still stand? I read them to you."
        case CallReason.LOW:
            return "Hours", _LOW.format(long)
        case CallReason.HIGH:
            return "Hours", _HIGH.format(long)
        case CallReason.UNUSED:
            return "A start", f"You joined on {day}. What would be a good first thing to try?"
        case CallReason.SILENT:
            return "How it goes", f"We last noted something on {day}. How have you been?"


def script_of(
    borough: Borough, reasons: tuple[Reason, ...], items: tuple[TimeBankItem, ...], today: date
) -> tuple[tuple[str, str], ...]:
    """What to read out on a call, each with what it is about."""
    return (
        (
            "Say who you are",
            f"Hello, I am ringing from {borough.time_bank_name}. Is this a good time?",
        ),
        *(question(each, today) for each in reasons),
        *_offers_and_wants(items),
        ("Before you go", "Is there anything you would like help with, or would like to do?"),
    )


def _ending(reason: Reason, day: str, today: date) -> str:
    many = counted(reason.items, "offer or want", "offers and wants")
    is_over = reason.on is not None and reason.on < today
    verb = "ended" if is_over else "ends" if reason.items == 1 else "end"
    return f"{many} {verb} {'on' if reason.items == 1 else 'from'} {day}"


def _offers_and_wants(items: tuple[TimeBankItem, ...]) -> tuple[tuple[str, str], ...]:
    lines = []
    for kind, about, words in (
        (ItemKind.OFFER, "They offer", "You offer: {}. Does that still stand?"),
        (ItemKind.WANT, "They would like", "You would like: {}. Does that still stand?"),
    ):
        titles = tuple(each.title for each in items if each.kind is kind)
        if titles:
            lines.append((about, words.format("; ".join(titles))))
    return tuple(lines)
