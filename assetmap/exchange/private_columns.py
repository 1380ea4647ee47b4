"""What other people's files hold that is not for everyone: notes, people, and what they say no to.

A name of a person beside a public number goes to the private contact, which only staff see.
"""

import re

from assetmap.domain.email import find_emails, without_emails
from assetmap.domain.phone_in_text import find_phones, without_phones
from assetmap.exchange.answers import read_answer
from assetmap.exchange.heading_names import (
    CONTACT,
    INTERNAL,
    MAY_BE_SHOWN,
    MOBILE,
    OTHER_PHONE,
    SHOW_CONTACT,
    SHOW_EMAIL,
    SHOW_LISTING,
    SHOW_PHONE,
)
from assetmap.exchange.person_words import is_called, looks_like_person

HELD_BACK = "do not publish"  # as a status it is none that we know, so the row stays a draft
PERSON = "The contact names a person. Only staff see the name, since it may not be for everyone."
NOT_SHOWN = "It says that the {what} is not for everyone, so only staff see it."
_FORBIDS = re.compile(
    r"\b(?:do not|don['’]?t|not to be|not for|must not be|never)\s+"
    r"(?:publish(?:ed)?|publication)\b",
    re.IGNORECASE,
)
# In notes, which speak of the listing; a description may say that advice is confidential.
_FORBIDS_IN_NOTES = re.compile(
    rf"{_FORBIDS.pattern}"
    r"|\b(?:do not|don['’]?t|not to be|not for)\s+(?:shar(?:e|ed)|public|show|list)\b"
    r"|\bconfidential\b|\b(?:strictly|keep) private\b",
    re.IGNORECASE,
)
_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_BESIDE_NAME = re.compile(
    r"\b(?:ask for|speak to|talk to|c/o|text|tel|telephone|phone|mob|mobile|email|e-mail|web|"
    r"contact|call|ring)\b\.?:?",
    re.IGNORECASE,
)
_FIGURES_LEAST = 6
_LONGEST = 300  # letters; more is no contact
_READ = ("name", "summary", "description")


def keep_private(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts without what only staff may see; what was moved is noted.

    A row that says of itself that it is not to be published gets a status that keeps it a draft.
    """
    if _is_held_back(texts):
        texts["status"] = HELD_BACK
    texts.pop(INTERNAL, "")
    for field in (CONTACT, "phone", MOBILE, OTHER_PHONE):
        _take_person(field, texts, notes)
    whole = _is_no(texts, SHOW_CONTACT)
    if _is_no(texts, SHOW_PHONE) or whole:
        _hide("phone", "private_phone", texts, notes)
        texts.pop(MOBILE, "")
        texts.pop(OTHER_PHONE, "")
    if _is_no(texts, SHOW_EMAIL) or whole:
        _hide("email", "private_email", texts, notes)
    if whole and texts.pop(CONTACT, ""):
        notes.append(NOT_SHOWN.format(what="contact"))
    for field in MAY_BE_SHOWN:
        texts.pop(field, "")
    return texts


def _is_held_back(texts: dict[str, str]) -> bool:
    said = any(_FORBIDS.search(texts.get(field, "")) for field in _READ)
    noted = bool(_FORBIDS_IN_NOTES.search(texts.get(INTERNAL, "")))
    return said or noted or _is_no(texts, SHOW_LISTING)


def _is_no(texts: dict[str, str], field: str) -> bool:
    return read_answer(texts.get(field, "")) is False


def _hide(public: str, private: str, texts: dict[str, str], notes: list[str]) -> None:
    others = [texts.get(field, "") for field in (MOBILE, OTHER_PHONE)] if public == "phone" else []
    text = texts.pop(public, "") or next(filter(None, others), "")
    if text:
        texts.setdefault(private, text)
        notes.append(NOT_SHOWN.format(what=public))


def _take_person(field: str, texts: dict[str, str], notes: list[str]) -> None:
    """Moves a person's name out of a contact: `Jo Smith 01632 960101` leaves the number."""
    text = texts.get(field, "")
    if not text or len(text) > _LONGEST:
        return
    rest = without_phones(without_emails(_WEBSITE.sub(" ", text)), _FIGURES_LEAST)
    words = " ".join(_BESIDE_NAME.sub(" ", rest).strip(" ,;:/|-–().\n").split())
    if not (looks_like_person(words) or is_called(words)):
        return
    texts.setdefault("private_name", words)
    notes.append(PERSON)
    found = (
        *_WEBSITE.findall(text),
        *find_emails(text),
        *find_phones(without_emails(text), _FIGURES_LEAST),
    )
    texts[field] = " ".join(found)
    if not found:
        del texts[field]
