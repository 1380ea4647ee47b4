"""Has it counted that something was printed or taken away, once it is on its way: how often, in
this month, and nothing of who.
"""

from collections import deque

from flask import Flask, Response, current_app, request

from assetmap.services.context import Context
from assetmap.services.reports.use_counts import add_uses

_WAITING = "assetmap.uses"
_MOST = 1_000  # that wait to be counted; what comes beyond is not counted


def add_use_counting(app: Flask, context: Context) -> None:
    """Keep what waits to be counted, and a thread that counts it behind the answers."""
    waiting: deque[str] = deque(maxlen=_MOST)

    def count() -> None:
        if some := [waiting.popleft() for _ in range(len(waiting))]:
            add_uses(context, some)

    app.extensions[_WAITING] = waiting, context.in_background(count, "prints were not counted")


def count_use(response: Response, what: str) -> Response:
    """Have something counted that was done well; gives the response back."""
    if request.method == "GET" and response.status_code == 200:
        waiting, thread = current_app.extensions[_WAITING]

        def count() -> None:
            waiting.append(what)
            thread.wake()

        response.call_on_close(count)
    return response
