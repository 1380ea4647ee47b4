"""Reads from `places.toml` what people say that names a place, and puts it with the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assetmap.borough.short_forms_file import words_right_in
from assetmap.domain.borough.thesaurus import Concept

Phrases = Mapping[str, tuple[str, ...]]  # by the id of a concept or a cue


@dataclass(frozen=True)
class LocalPhrases:
    """Phrases of one borough for concepts and for cues, and names nearby that are spelt right."""

    thesaurus: Phrases = field(default_factory=dict)
    cues: Phrases = field(default_factory=dict)
    nearby: frozenset[str] = frozenset()


def read_local_phrases(file: Mapping[str, Any]) -> LocalPhrases:
    """What `places.toml` has of them. Raises ValueError when it cannot be used."""
    said = file.get("said", {})
    unknown = set(said) - {"thesaurus", "cues"}
    if unknown:
        raise ValueError(f"said.{min(unknown)} is neither thesaurus nor cues")
    thesaurus, cues = (_phrases(name, said.get(name, {})) for name in ("thesaurus", "cues"))
    return LocalPhrases(
        thesaurus, cues, frozenset(words_right_in("nearby", file.get("nearby", [])))
    )


def with_phrases(concepts: Iterable[Concept], said: Phrases) -> tuple[Concept, ...]:
    """The concepts, each with the borough's own phrases for it behind its own.

    Phrases for one that is not there count for nothing: the other file may be the borough's own.
    """
    return tuple(
        replace(each, say=tuple(dict.fromkeys((*each.say, *said[each.id]))))
        if each.id in said
        else each
        for each in concepts
    )


def _phrases(name: str, table: Mapping[str, Any]) -> Phrases:
    for id_, phrases in table.items():
        if not isinstance(phrases, list) or not all(isinstance(each, str) for each in phrases):
            raise ValueError(f"said.{name}.{id_} is no list of phrases")
    return {id_: tuple(phrases) for id_, phrases in table.items()}
