"""Columns with no field of ours whose words residents can use: sentences of the description."""

from assetmap.domain.text import fold
from assetmap.exchange.answers import read_answer
from assetmap.exchange.heading_names import OSM_KIND, SENTENCES, TYPE

NAMED_NOTE = "It has no name of its own, so we took that of the organisation."


def add_sentences(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts with `Facilities: kitchen, garden.` and its like at the end of `description`.

    A plain no says nothing; who it belongs to is not said again where it is the name.
    """
    if not texts.get("name") and texts.get("organisation"):
        texts["name"] = texts.pop("organisation")
        notes.append(NAMED_NOTE)
    sentences = []
    for column, label in SENTENCES.items():
        text = texts.pop(column, "")
        if not text or read_answer(text) is False or fold(text) == fold(texts.get("name", "")):
            continue
        sentences.append(f"{label}: {'yes' if read_answer(text) else text.rstrip('.')}.")
    if sentences:
        before = texts.get("description", "")
        texts["description"] = "\n\n".join(filter(None, (before, *sentences)))
    return texts


def name_osm_kind(texts: dict[str, str], _: list[str]) -> dict[str, str]:
    """OpenStreetMap's `amenity=community_centre` as the type, when no column gives one."""
    if kind := texts.pop(OSM_KIND, ""):
        texts.setdefault(TYPE, kind.replace("_", " ").capitalize())
    return texts
