"""Wexcombe's time bank: its own name, wards and places, and no word of another borough."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.services.context import Context
from assetmap.services.time_bank.public_offers import refresh
from assetmap.services.time_bank.wards import ward_names
from tests.conftest import ContextMaker
from tests.second_borough.other_borough import words_of_the_other
from tests.time_bank import BY_BROKER, join, keep_item
from tests.web.conftest import client_of


@pytest.fixture
def context(make_context: ContextMaker, wexcombe_home: Path, tmp_path: Path) -> Context:
    """Wexcombe of one's own, to write to."""
    return make_context(home=shutil.copytree(wexcombe_home, tmp_path / "own", symlinks=True))


def test_tb13_its_pages_have_its_own_name_and_wards(context: Context) -> None:
    code, area = next(iter(ward_names(context).called.items()))
    member = join(context, ward=code, address="", postcode="")
    for each in range(3):
        keep_item(context, member.id, f"Sharpening {each}", category="give/repair")
    with context.unit_of_work() as uow:
        assert len(refresh(context, uow, BY_BROKER).listed) == 3
    client = client_of(context)
    for address in ("/time-bank", "/time-bank/join", "/time-bank/join/thanks"):
        page = client.page(address)
        assert "Wexcombe Time Bank" in page.words
        assert words_of_the_other(client.get(address).text) == []
    words = client.page("/time-bank").words
    # With the one of its file of listings, which is of no member.
    assert f"{ward_names(context).wards[code].name} 4 offers" in words
    assert area in {
        record.listing.where.area_served
        for record in context.store.all()
        if record.listing.name.startswith("Sharpening")
    }


def test_a_borough_without_a_time_bank_has_no_page_and_no_link(context: Context) -> None:
    off = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=off))
    client = client_of(context)
    for address in ("/time-bank", "/time-bank/join", "/time-bank/join/thanks"):
        assert client.get(address).status_code == 404
    for address in ("/", "/about", "/help", "/browse"):
        answer = client.get(address)
        assert "/time-bank" not in answer.text, address
        assert "Wexcombe Time Bank" not in answer.text, address
