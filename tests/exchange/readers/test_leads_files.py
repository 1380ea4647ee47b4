"""Files of leads are told by what is in them, and refused where listings are wanted."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_listings
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.found_lead import USE_LEADS, FoundLeads
from assetmap.exchange.readers.leads_files import NO_LEADS, found_leads, knows, refuse_leads
from tests.exchange.readers.test_charities import LEAD, ROW, as_json, as_text
from tests.exchange.readers.test_openactive import LEAD as JUDO
from tests.exchange.readers.test_openactive import SERIES, item, page

DELETED = {"state": "deleted", "id": 9}


def test_leads_of_each_kind_of_file() -> None:
    assert found_leads(as_text(ROW)) == found_leads(as_json(ROW)) == FoundLeads((LEAD,))
    assert found_leads(page(item(SERIES), DELETED)) == FoundLeads((JUDO,), ("9",))


@pytest.mark.parametrize("data", [b"name\nClub\n", b"PK\x03\x04", b'{"items": [], "nex', b"{}"])
def test_other_files_hold_none(data: bytes) -> None:
    assert not knows(data)
    with pytest.raises(BadFile) as raised:
        found_leads(data)
    assert str(raised.value) == NO_LEADS


@pytest.mark.parametrize("name", ["charity.json", "charity.txt", "charity.csv", "judo.geojson"])
def test_import_says_which_command_takes_them(words: Vocabulary, name: str) -> None:
    for data in (as_json(ROW), as_text(ROW), page(item(SERIES))):
        with pytest.raises(BadFile) as raised:
            read_listings(name, data, words)
        assert str(raised.value) == f"{name}: {USE_LEADS}"
    with pytest.raises(BadFile):
        refuse_leads(b"", "")
