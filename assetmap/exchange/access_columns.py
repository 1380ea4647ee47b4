"""Columns that answer yes or no about getting in: `Wheelchair`, `Hearing loop`, `Disabled toilet`.

A no says nothing of ours: unknown is not no, and a file's no may only be an empty box. Other words
than yes and no stand in the description.
"""

from assetmap.exchange.answers import begins_with_yes, read_answer
from assetmap.exchange.heading_fields import known_as
from assetmap.exchange.heading_names import FEATURES
from assetmap.exchange.values import split_list

STEP_FREE_NOTE = "We took wheelchair or disabled access as step-free: please check."
# What the Local Government Association's scheme for toilets says of an accessible one.
_FOR_WHOM = frozenset(("female and male", "male and female", "unisex", "male", "female"))
UNCLEAR_NOTE = "“{text}” under “{label}” may mean yes or no, so we left it out."
_UNCLEAR = frozenset(("x", "?", "tbc", "ask", "not sure"))
_OSM_ANSWERS = frozenset(("yes", "no", "permissive", "private", "customers", "public"))


def read_features(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts with each such column as a part of `access` or a sentence of `description`."""
    parts = [part for part in _parts(texts.get("access", "")) if part not in _OSM_ANSWERS]
    slugs = [_slug(part) for part in parts]
    sentences = []
    for column, (slug, label) in FEATURES.items():
        text = texts.pop(column, "")
        if not text:
            continue
        answer = read_answer(text)
        is_for_whom = column == "accessible_toilet" and text.casefold() in _FOR_WHOM
        if answer or is_for_whom or begins_with_yes(text):
            slugs.append(slug)
        if text.casefold() in _UNCLEAR:
            notes.append(UNCLEAR_NOTE.format(text=text, label=label))
        elif answer is None and not is_for_whom:
            sentences.append(f"{label}: {text.rstrip('.')}.")
    if "step-free" in slugs and not {"step-free", "Step-free"} & set(parts):
        notes.append(STEP_FREE_NOTE)
    if slugs or "access" in texts:
        texts["access"] = "; ".join(dict.fromkeys(slugs))
    if sentences:
        texts["description"] = "\n\n".join(
            filter(None, (texts.get("description", ""), " ".join(sentences)))
        )
    return texts


def _parts(text: str) -> list[str]:
    """The parts of a list of features; commas part those that are called as such a column is."""
    return [
        piece.strip()
        for part in split_list(text)
        for piece in (part.split(",") if any(map(_is_column, part.split(","))) else [part])
        if piece.strip()
    ]


def _is_column(text: str) -> bool:
    return known_as(text) in FEATURES


def _slug(text: str) -> str:
    """The feature that a text calls by a name of its column (`Disabled toilet`), or the text."""
    return FEATURES[known_as(text)][0] if _is_column(text) else text
