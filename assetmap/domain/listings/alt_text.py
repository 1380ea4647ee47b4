"""What a picture shows, in words, for people who cannot see it."""

import re

SHORTEST = 5
LONGEST = 200

_OPENING = re.compile(
    r"(?:an?|the|this is an?)?\s*\b(?:image|picture|photo|photograph|pic|snap)s?\s+"
    r"(?:of|showing|that shows|which shows)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|hei[cf]|bmp|tiff?|avif|svg)$", re.IGNORECASE)
# `IMG_1234`, `DSC00042`, `PXL_20260316_101530`, `20260316-101530`, `photo 3`; but not `Hall 2`.
_CAMERA = re.compile(
    r"(?:[a-z]{0,12}[-_]?|(?:image|photo|picture|img|scan) )\d[\d_-]*(?:\(\d+\)|[a-z]{0,4})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:whatsapp image|screenshot|screen shot)\b.*\d", re.IGNORECASE)


def alt_text_problem(text: str) -> str:
    """What is wrong with a picture's words, as a message beside the field; empty when nothing."""
    words = " ".join(text.split())
    if not words:
        return "Say what the picture shows, for people who cannot see it."
    if _ENDING.search(words) or _CAMERA.fullmatch(words) or _PHONE.match(words):
        return "This looks like the name of a file. Say what the picture shows."
    if _OPENING.match(words):
        return "Leave out “picture of” or “photo of”, and just say what it shows."
    if len(words) < SHORTEST or not any(letter.isalpha() for letter in words):
        return f"Say a little more about what the picture shows: {SHORTEST} letters or more."
    if len(words) > LONGEST:
        return f"Use {LONGEST} letters or fewer. You have used {len(words)}."
    return ""
