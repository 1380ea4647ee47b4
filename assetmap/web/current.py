"""The desk of this request."""

from flask import current_app

from assetmap.services.desk import Desk

KEY = "assetmap.desk"


def desk() -> Desk:
    """The desk that the app was made with."""
    found: Desk = current_app.extensions[KEY]
    return found
