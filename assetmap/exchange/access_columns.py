"""Columns that answer yes or no about getting in: `Wheelchair`, `Hearing loop`, `Disabled toilet`.

A no says nothing of ours: unknown is not no, and a file's no may only be an empty box. Other words
than yes and no stand in the description.
"""

from assetmap.exchange.answers import begins_with_yes, read_answer
from assetmap.exchange.heading_names import FEATURES
from assetmap.exchange.values import split_list

STEP_FREE_NOTE = "We took wheelchair or disabled access as step-free: please check."
# What the Local Government Association's scheme for toilets says of an accessible one.
_FOR_WHOM = frozenset(("female and male", "male and female", "unisex", "male", "female"))
_OSM_ANSWERS = frozenset(("yes", "no", "permissive", "private", "customers", "public"))


def read_features(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts with each such column as a part of `access` or a sentence of `description`."""
    slugs, sentences = [], []
    for column, (slug, label) in FEATURES.items():
        text = texts.pop(column, "")
        answer = read_answer(text)
        is_for_whom = column == "accessible_toilet" and text.casefold() in _FOR_WHOM
        if answer or is_for_whom or begins_with_yes(text):
            slugs.append(slug)
        if text and answer is None and not is_for_whom:
            sentences.append(f"{label}: {text.rstrip('.')}.")
    if "step-free" in slugs:
        notes.append(STEP_FREE_NOTE)
    given = [each for each in split_list(texts.get("access", "")) if each not in _OSM_ANSWERS]
    if slugs or given or "access" in texts:
        texts["access"] = "; ".join(dict.fromkeys((*given, *slugs)))
    if sentences:
        texts["description"] = "\n\n".join(
            filter(None, (texts.get("description", ""), " ".join(sentences)))
        )
    return texts
