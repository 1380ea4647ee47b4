"""Danger in a question that is put to no authority: whom to ring anywhere in the country."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.services.current_thesaurus import TrialThesaurus
from assetmap.services.search.parsing.danger import dangers_in


class NationalDanger:
    """Hears danger by the shipped words, and gives the national numbers alone: those of a borough
    are its own.
    """

    def __init__(self, shipped: Borough) -> None:
        self._danger = shipped.danger
        self._book = TrialThesaurus(shipped.thesaurus).phrase_book()

    def lines(self, words: str) -> tuple[tuple[HelpLine, ...], str]:
        """Whom to ring, the fitting number first, and where to leave the page for; usually none."""
        kinds = self._danger.of(dangers_in(words, self._danger, self._book))
        lines = dict.fromkeys(line for kind in kinds for line in kind.lines)
        return tuple(lines), self._danger.leave_url if any(kind.can_leave for kind in kinds) else ""
