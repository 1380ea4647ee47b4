"""Every parameter that an address takes is described, and no other."""

import pytest

from assetmap.services.open_referral import question as asked
from assetmap.web.framework.api_description import Description
from assetmap.web.open_referral import open_referral_description as described


@pytest.mark.parametrize(
    ("description", "names"),
    [
        (described.SERVICES, asked.SERVICES),
        (described.SERVICE_AT_LOCATIONS, asked.SERVICE_AT_LOCATIONS),
        (described.ORGANIZATIONS, asked.ORGANIZATIONS),
        (described.TAXONOMIES, asked.LIST),
        (described.TAXONOMY_TERMS, asked.TAXONOMY_TERMS),
        (described.ORGANIZATION, ("organization_id", *asked.ORGANIZATION)),
        (described.SERVICE, ("service_id", *asked.STRICT)),
        (described.FRONT, asked.STRICT),
    ],
)
def test_parameters_are_those_that_are_read(
    description: Description, names: tuple[str, ...]
) -> None:
    assert [each["name"] for each in description.operation["parameters"]] == list(names)
