"""Several phone numbers as one text, and pages on social media as a website or as words."""

import re

from assetmap.domain.phone import comparable_phones
from assetmap.exchange.heading_names import MOBILE, OTHER_PHONE, SOCIAL

_PAGE = re.compile(
    r"(?:https?://|www\.)\S+|(?:[a-z]+\.)?(?:facebook|fb|twitter|x|instagram|linktr|youtube)\."
    r"(?:com|me|ee)/\S+",
    re.IGNORECASE,
)


def join_contacts(texts: dict[str, str], _: list[str]) -> dict[str, str]:
    """A row's texts with all its numbers in `phone`, as `01632 960101 / 07700 900105`.

    A page on Facebook and the like is the website when there is no other, else a line of the
    description, as is a name there (`@quaysingers`).
    """
    numbers: dict[str, str] = {}
    for field in ("phone", OTHER_PHONE, MOBILE):
        if text := texts.pop(field, ""):
            numbers.setdefault(" ".join(comparable_phones(text)) or text, text)
    if numbers:
        texts["phone"] = " / ".join(numbers.values())
    lines = []
    for field, label in SOCIAL.items():
        text = texts.pop(field, "")
        page = _PAGE.fullmatch(text)
        if page and not texts.get("website"):
            texts["website"] = text
        elif text and text != texts.get("website"):
            lines.append(f"{label}: {text}")
    if lines:
        texts["description"] = "\n\n".join(
            filter(None, (texts.get("description", ""), "\n".join(lines)))
        )
    return texts
