"""Columns of what is asked of some kinds only, in files of others: read in rows of those kinds."""

import re
from collections.abc import Mapping

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.fields_kinds import CHOICES, FOR_KINDS
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.text import fold
from assetmap.exchange.answers import read_answer
from assetmap.exchange.values import join_list, split_list

# What other kinds say of these is worth a sentence of the description: the words before it.
SENTENCES = {"run_by": "Run by", "facilities": "Facilities"}
_NAMES = tuple(field.name for field in FOR_KINDS)
_COUNT = re.compile(r"\d[\d,]*")  # of `Up to 120 people`
_ITEM_LONGEST = 40  # characters: `Kitchen, garden` are two things, and a sentence is not


def keep_to_kind(texts: Mapping[str, str], kind: Kind, notes: list[str]) -> dict[str, str]:
    """A row's texts with what its kind is asked for, as our own files have it.

    Anything else is left out with a note, or ends the description. `needs` is believed where the
    row names one of our kinds: in lists from elsewhere it says whose needs are met.
    """
    kept = dict(texts)
    for name in _NAMES:
        text = kept.pop(name, "")
        if not text:
            continue
        is_asked = not FIELDS[name].kinds or kind in FIELDS[name].kinds
        if name == "needs" and not _is_ours(texts.get("kind", "")):
            is_asked = False
        if is_asked:
            kept[name] = "" if _is_name(text, texts) else _as_ours(name, text, notes)
        elif name in SENTENCES:
            _add_sentence(kept, SENTENCES[name], text)
        else:
            label = FIELDS[name].label.lower()
            notes.append(f"We left out “{label}”: it is not asked of this kind of listing.")
    return {name: text for name, text in kept.items() if text}


def _is_ours(kind: str) -> bool:
    return any(fold(kind) in (fold(each), fold(each.label)) for each in Kind)


def _is_name(text: str, texts: Mapping[str, str]) -> bool:
    """Whether a text only says the listing's name once more."""
    return fold(text) == fold(texts.get("name", ""))


def _as_ours(name: str, text: str, notes: list[str]) -> str:
    if name in CHOICES:
        return _chosen(name, text, notes)
    if name == "capacity":
        found = _COUNT.search(text)
        return found.group().replace(",", "") if found else text
    if name == "facilities":
        return _items(text)
    return text


def _chosen(name: str, text: str, notes: list[str]) -> str:
    """The values of choices, given as our own files or as our pages have them."""
    words = {fold(said): value for value, said in CHOICES[name].items()}
    words |= {fold(value): value for value in CHOICES[name]}
    if (answer := read_answer(text)) is not None:
        text = "yes" if answer else "no"
    found = [words.get(fold(part), "") for part in split_list(text)]
    if not all(found):
        notes.append(f"We left out “{FIELDS[name].label.lower()}”: “{text[:40]}” is no choice.")
    return join_list(dict.fromkeys(filter(None, found)))


def _items(text: str) -> str:
    """What is there, an item each: written with commas where each is short."""
    parts = [part.strip(" .") for part in text.split(",")]
    if ";" in text or any(not part or len(part) > _ITEM_LONGEST for part in parts):
        return text
    return join_list(parts)


def _add_sentence(texts: dict[str, str], label: str, text: str) -> None:
    if read_answer(text) is False or _is_name(text, texts):
        return
    said = "yes" if read_answer(text) else text.rstrip(".")
    before = texts.get("description", "")
    texts["description"] = "\n\n".join(filter(None, (before, f"{label}: {said}.")))
