"""What is asked of the records of all authorities at once, without opening those of each."""

from assetmap.storage.postgres.connections import Connections
from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.plain_errors import plain_errors
from assetmap.storage.postgres.pool import Pool
from assetmap.storage.postgres.postgres_connection import PostgresConnection

_IS_THERE = "SELECT to_regclass('public.all_counters') IS NOT NULL"
_STATES = (
    "SELECT authority, string_agg(name || ' ' || value, ' ' ORDER BY name)"
    " FROM public.all_counters WHERE name IN ('generation', 'rebuilds') GROUP BY authority"
)


class AllRecords:
    """The records of all authorities in the database of a URL, by a pool that is shared."""

    def __init__(self, url: str, pool: Pool) -> None:
        self._connections = Connections(Hosts(url), pool=pool)

    def states(self) -> dict[str, str]:
        """What is another text for an authority once its records are others, or an index has to be
        made again; none for one that has no records yet. Raises Unavailable.
        """
        with plain_errors(), self._connections.reading() as raw:
            connection = PostgresConnection(raw)
            ((is_there,),) = connection.execute(_IS_THERE).fetchall()
            return dict(connection.execute(_STATES).fetchall()) if is_there else {}
