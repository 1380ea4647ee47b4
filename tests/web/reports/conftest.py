"""A manager over the sample, signed in: in a copy, since the sample is shared for reading only."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.domain.people.people import Role
from tests.conftest import config_at
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of


@pytest.fixture(scope="module")
def sample(
    sample_home: Path, postcode_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """The app over the sample, as a manager sees it."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("manager") / "own", symlinks=True)
    context = open_context(config_at(Path(home), postcode_cache))
    yield sign_in(client_of(context), context, a_person(context, Role.MANAGER, id="p-sample"))
    context.close()
