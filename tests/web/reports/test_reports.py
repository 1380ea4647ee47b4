"""`/reports`: every report there is, for those who may read them."""

import pytest

from assetmap.domain.people.people import Role
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.web.conftest import client_of


@pytest.mark.parametrize(
    ("role", "has_bank"), [(Role.MANAGER, True), (Role.EDITOR, False), (Role.ADMIN, True)]
)
def test_every_report_opens(make_context: ContextMaker, role: Role, has_bank: bool) -> None:
    context = make_context()
    client = sign_in(client_of(context), context, a_person(context, role))
    links = client.page("/reports").links()
    reports = {name: url for name, url in links.items() if url.startswith("/reports/")}
    assert list(reports) == [
        *("Committee sheet", "Coverage", "Asked and not found"),
        *("Trust and use", "Equality", "Stories", "Tests with people"),
    ]
    assert ("Time bank" in links) is has_bank
    for url in reports.values():
        assert client.get(url).status_code == 200
