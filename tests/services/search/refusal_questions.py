"""All questions that refuse something, with what they refuse, and all that refuse nothing."""

from tests.services.search.everyday_refusals import GUARDS, REFUSALS
from tests.services.search.hinted_refusals import HINTED, PLACED, TAKEN_BACK
from tests.services.search.listed_refusals import LISTED_REFUSALS, ONLY_LISTED
from tests.services.search.odd_refusals import ODD_REFUSALS, ONLY_ODD
from tests.services.search.refused_times import REFUSED_TIMES, WANTED_TIMES
from tests.services.search.spoken_refusals import SPOKEN, TOLD
from tests.services.search.turned_down import NOT_TURNED_DOWN, TURNED_DOWN

REFUSING = (
    *(*REFUSALS, *SPOKEN, *HINTED, *PLACED, *TURNED_DOWN, *REFUSED_TIMES, *ODD_REFUSALS),
    *LISTED_REFUSALS,
)
REFUSING_NOTHING = (
    *(*GUARDS, *TOLD, *TAKEN_BACK, *NOT_TURNED_DOWN, *WANTED_TIMES, *ONLY_ODD, *ONLY_LISTED),
)
