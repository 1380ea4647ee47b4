"""Where a borough has no time bank, its pages are not there."""

from flask import Blueprint, abort

from assetmap.web.framework.request_context import context


def only_where_on(blueprint: Blueprint) -> None:
    """Have every page of a blueprint answer 404 while the time bank is off."""
    blueprint.before_request(_look)


def _look() -> None:
    if not context().borough.time_bank.is_on:
        abort(404)
