"""The colours of a borough as a style sheet that browsers keep until it is another."""

from dataclasses import replace

from flask import Flask

from assetmap.domain.borough.borough import Borough
from assetmap.web.presenters.borough_stylesheet import borough_stylesheet


def test_same_colours_are_not_sent_again(borough: Borough) -> None:
    app = Flask("colours")
    with app.test_request_context("/borough.css"):
        first = borough_stylesheet(replace(borough, colours={"brand": "#0b4f6c"}))
    assert first.get_data(as_text=True).startswith(":root{--brand:#0b4f6c;}\n.category-")
    again = {"If-None-Match": first.headers["ETag"]}
    with app.test_request_context("/borough.css", headers=again):
        same = borough_stylesheet(replace(borough, colours={"brand": "#0b4f6c"}))
        other = borough_stylesheet(replace(borough, colours={"brand": "#111111"}))
    assert (first.status_code, same.status_code, other.status_code) == (200, 304, 200)
