"""The short form: the few words of a phone call as the values of a listing's fields."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.requirements import missing_for_draft
from assetmap.domain.phone_in_text import find_phones, without_phones
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.web.forms.lengths import too_long
from assetmap.web.forms.listing_form import FormRead, few_enough
from assetmap.web.forms.values import Unread, typed_value

_ASKED_AS = {"place": "where", "phone": "way"}
_WAY = "We found no phone number, email address or website in this. Enter one of them."
_FEWEST = 9  # figures of a phone number: fewer are a price or a time
_BETWEEN = re.compile(r"\b(?:or|and|also)\b|[/,;&.:()-]", re.IGNORECASE)


def read_quick(
    context: Context,
    typed: Mapping[str, str],
    categories: tuple[str, ...] = (),
    *,
    asks_private: bool,
) -> FormRead:
    """The fields that the short form's answers, and the ticked categories, fill.

    Nobody has said yet whether it is someone's home, so only its area may be shown. Contact is
    private unless the box says otherwise, or the person may not keep private contact.
    """
    values: dict[str, Value] = {
        "name": typed_value("line", typed["name"]),
        "kind": typed["kind"],
        "summary": typed_value("line", typed["summary"]),
        "precision": Precision.AREA,
        **_where(context, clean(typed["where"])),
    }
    problems = _too_long(typed)
    try:
        is_public = typed["may_show"] == "yes" or not asks_private
        values |= _way(clean(typed["way"]), is_public=is_public, asks_private=asks_private)
    except Unread as error:
        problems.append(Problem("way", str(error)))
    try:
        values["categories"] = few_enough(categories)
    except Unread as error:
        problems.append(Problem("categories", str(error)))
    if "postcode" in values and context.gazetteer.find(str(values["postcode"])) is None:
        problems.append(
            Problem("where", "We do not know this postcode. Check it, or give the town instead.")
        )
    return FormRead(values, tuple(problems))


def quick_note(typed: Mapping[str, str], *, asks_private: bool) -> str:
    """What is kept as a note for staff: what else they know, and numbers that fit nowhere else.

    A number that is not for the public never is one: not everybody who reads notes may see it.
    """
    way = clean(typed["way"])
    others = find_phones(way, _FEWEST)[1:]
    more = f"Other number: {_said(way, others)}" if others and not asks_private else ""
    return "\n".join(filter(None, (clean(typed["note"]), more)))


def quick_problems(
    listing: Listing, typed: Mapping[str, str], told: Iterable[Problem]
) -> tuple[Problem, ...]:
    """What is missing before it is worth keeping, at the short form's own questions."""
    known = {problem.parameter for problem in told}
    gaps = (
        (_ASKED_AS.get(gap.field, gap.field), gap.message) for gap in missing_for_draft(listing)
    )
    return tuple(
        Problem(name, message)
        for name, message in gaps
        if name not in known and not (name == "way" and typed["way"])
    )


def _too_long(typed: Mapping[str, str]) -> list[Problem]:
    """A problem for each answer that is longer than fits; nothing is kept while there is one."""
    asked = (
        *(("name", "name", "line"), ("summary", "summary", "line")),
        *(("note", "description", "text"), ("where", "place", "line"), ("way", "way", "url")),
    )
    told = ((box, too_long(name, control, clean(typed[box]))) for box, name, control in asked)
    return [Problem(box, message) for box, message in told if message]


def _where(context: Context, text: str) -> dict[str, Value]:
    if postcode := parse_postcode(text):
        return {"postcode": str(postcode)}
    place = context.gazetteer.find(text) if text else None
    if place is not None and place.point is not None:
        return {"place": place.label, "area_served": place.label}
    return {"area_served": " ".join(text.split())}


def _way(text: str, *, is_public: bool, asks_private: bool) -> dict[str, Value]:
    numbers = find_phones(text, _FEWEST)
    if len(numbers) > 1:
        return _numbers(text, numbers, is_public=is_public, asks_private=asks_private)
    return _one_way(text, "" if is_public else "private_")


def _numbers(
    text: str, numbers: list[str], *, is_public: bool, asks_private: bool
) -> dict[str, Value]:
    """The first number is the phone; the others are private contact, where one may keep any."""
    first, *others = (typed_value("tel", number) for number in numbers)
    if not asks_private:
        return {"phone": first}  # the others go into the note
    if not is_public:
        return {"private_phone": first, "private_name": _to_ask_for(text, others)}
    more = {"private_name": _to_ask_for(text, others)} if len(others) > 1 or _words(text) else {}
    return {"phone": first, "private_phone": others[0], **more}


def _to_ask_for(text: str, others: Sequence[Value]) -> str:
    """Numbers for which there is no box, where whoever rings is told whom to ask for."""
    return f"anyone (other number: {_said(text, others)})"


def _said(text: str, others: Sequence[Value]) -> str:
    """The numbers, or the whole line where it says more than numbers."""
    return " ".join(text.split()) if _words(text) else " and ".join(map(str, others))


def _words(text: str) -> str:
    """What a line of numbers says beside them, but for what stands between them."""
    return _BETWEEN.sub("", without_phones(text, _FEWEST)).strip()


def _one_way(text: str, side: str) -> dict[str, Value]:
    if not text:
        return {}
    if "@" in text and "://" not in text:
        return {f"{side}email": typed_value("email", text)}
    has_number = bool(find_phones(text, _FEWEST))
    if has_number or sum(map(str.isdigit, text)) > sum(map(str.isalpha, text)):
        return {f"{side}phone": typed_value("tel", text)}
    if ("." in text or "://" in text) and " " not in text:
        return {f"{side}website": typed_value("url", text)}
    raise Unread(_WAY)
