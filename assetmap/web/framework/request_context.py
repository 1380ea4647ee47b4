"""The context of this request, and who asks."""

from flask import current_app, has_request_context
from flask_login import current_user

from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.web.framework.user_datastore import StaffUser

KEY = "assetmap.context"


def context() -> Context:
    """The context that the app was made with."""
    found: Context = current_app.extensions[KEY]
    return found


def person() -> Person | None:
    """The member of staff who is signed in; None for anybody else, and on every public page."""
    if not has_request_context() or "security" not in current_app.extensions:
        return None
    user = current_user._get_current_object()
    return user.member.person if isinstance(user, StaffUser) else None


def staff() -> Person:
    """The member of staff who is signed in, on a page that only they can reach."""
    found = person()
    if found is None:
        raise LookupError("this page lets in people who are not signed in")
    return found
