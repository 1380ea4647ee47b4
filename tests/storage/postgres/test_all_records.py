"""One query tells whose records are others than before."""

import pytest

from assetmap.storage.postgres.all_records import AllRecords
from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.pool import Pool
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import Unavailable
from tests.factories import a_listing
from tests.postgres import MakeDatabase

pytestmark = pytest.mark.postgres_database


def test_state_changes_with_records_and_with_an_erasure(postgres_database: MakeDatabase) -> None:
    url = postgres_database()
    pool = Pool(Hosts(url))
    records = AllRecords(url, pool)
    assert records.states() == {}  # nobody has any records
    thurrock, castle_point = (
        PostgresStore(url, authority=code, pool=pool) for code in ("thurrock", "castle-point")
    )
    nothing = "generation 0 rebuilds 0"
    assert records.states() == {"castle-point": nothing, "thurrock": nothing}
    with thurrock.transaction() as uow:
        uow.save_listing(a_listing())
    kept = "generation 1 rebuilds 0"
    assert records.states() == {"castle-point": nothing, "thurrock": kept}
    with castle_point.transaction() as uow:
        uow.must_rebuild = True
    assert records.states()["castle-point"].endswith(" rebuilds 1")
    pool.close()


def test_database_that_cannot_be_asked_is_unavailable(postgres_database: MakeDatabase) -> None:
    url = postgres_database().replace("/assetmap_test", "/nowhere_assetmap_test")
    with pytest.raises(Unavailable):
        AllRecords(url, Pool(Hosts(url))).states()
