"""How a reading process says what it found: a line of JSON each, to the process that started it."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import msgspec

from assetmap.exchange.readers.plain_lines import DAMAGED, TOO_MUCH

_NO_ROOM = ("capacity overflow", "Cell limit exceeded")  # of Rust, and of calamine itself


def send(words: object) -> None:
    """One thing, as one line."""
    sys.stdout.buffer.write(msgspec.json.encode(words) + b"\n")
    sys.stdout.buffer.flush()


def receive() -> Any:
    """What is wanted next; None when nobody listens any more."""
    line = sys.stdin.buffer.readline()
    return msgspec.json.decode(line) if line else None


def refuse(reason: str) -> NoReturn:
    """Ends the process with the reason, in one plain line, why the file cannot be read."""
    send({"refused": reason})
    raise SystemExit(0)


def answer_with(work: Callable[[], None]) -> None:
    """Does the work; whatever goes wrong in it is one plain line."""
    try:
        work()
    except MemoryError:
        refuse(TOO_MUCH)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # libraries in Rust panic with one of their own
        refuse(TOO_MUCH if any(said in str(error) for said in _NO_ROOM) else DAMAGED)
