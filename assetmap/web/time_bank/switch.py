"""A time bank that is off has no pages."""

from flask import Blueprint, abort

from assetmap.web.framework.request_context import context


def only_while_on(blueprint: Blueprint) -> Blueprint:
    """Have the pages of a blueprint answer 404 while the borough has no time bank."""

    @blueprint.before_request
    def look() -> None:
        if not context().borough.time_bank.is_on:
            abort(404)

    return blueprint
