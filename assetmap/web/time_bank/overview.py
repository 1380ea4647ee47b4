"""`/time-bank`: what the time bank is, what people offer, and how to join."""

from flask import Blueprint, render_template

from assetmap.places.area_picture import area_picture
from assetmap.services.time_bank.overview import overview
from assetmap.services.time_bank.wards import current_wards
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.request_context import context
from assetmap.web.time_bank.overview_page import time_bank_page
from assetmap.web.time_bank.switch import only_while_on

time_bank = only_while_on(Blueprint("time_bank", __name__, url_prefix="/time-bank"))


@time_bank.get("")
@open_to_all()
def show() -> str:
    """The time bank in plain words, with its offers by area and subject."""
    wards = current_wards(context())
    ground = area_picture(wards.areas) if wards else None
    page = time_bank_page(overview(context()), context().borough, ground)
    return render_template("time_bank/time_bank.html", page=page)
