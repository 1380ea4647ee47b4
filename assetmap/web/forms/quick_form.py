"""The short form: the few words of a phone call as the values of a listing's fields."""

from collections.abc import Iterable, Mapping

from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.requirements import missing_for_draft
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.web.forms.lengths import too_long
from assetmap.web.forms.listing_form import FormRead, few_enough
from assetmap.web.forms.values import Unread, typed_value

_ASKED_AS = {"place": "where", "phone": "way"}
_WAY = "Enter one way to get in touch: a phone number, email or website."


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
        "description": clean(typed["note"]),
        "precision": Precision.AREA,
        **_where(context, clean(typed["where"])),
    }
    problems = _too_long(typed)
    try:
        is_public = typed["may_show"] == "yes" or not asks_private
        values |= _way(clean(typed["way"]), "" if is_public else "private_")
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


def _way(text: str, side: str) -> dict[str, Value]:
    if not text:
        return {}
    if "@" in text and "://" not in text:
        return {f"{side}email": typed_value("email", text)}
    if sum(letter.isdigit() for letter in text) > sum(letter.isalpha() for letter in text):
        return {f"{side}phone": typed_value("tel", text)}
    if ("." in text or "://" in text) and " " not in text:
        return {f"{side}website": typed_value("url", text)}
    raise Unread(_WAY)
