import pytest
from flask import session

from assetmap.services.context import Context
from assetmap.web.framework.request_context import person
from assetmap.web.framework.sessions import is_staff_path
from tests.web.conftest import client_of


@pytest.mark.parametrize("path", ["/work", "/work/listings", "/account", "/account/sign-in"])
def test_staff_paths_have_a_session(path: str) -> None:
    assert is_staff_path(path)


@pytest.mark.parametrize(
    "path", ["/", "/workshops", "/accounts", "/find", "/listing/work", "//work"]
)
def test_other_paths_have_none(path: str) -> None:
    assert not is_staff_path(path)


def test_public_page_cannot_keep_anything_by_mistake(sample_context: Context) -> None:
    app = client_of(sample_context).application
    with app.test_request_context("/find"):
        assert person() is None
        with pytest.raises(RuntimeError, match="session"):
            session["seen"] = "yes"
    with app.test_request_context("/work"):
        session["seen"] = "yes"
