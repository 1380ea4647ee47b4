"""The pages of a time bank are there only where a borough has one."""

from flask import abort

from assetmap.web.framework.request_context import context


def only_where_there_is_one() -> None:
    """For `before_request` of a blueprint: 404 in a borough without a time bank."""
    if not context().borough.time_bank.is_on:
        abort(404)
