"""Posts a message to an address that somebody gave: with a time limit, and led nowhere else."""

import time
from dataclasses import dataclass

import requests

from assetmap.domain.checks.website import Answer
from assetmap.websites.pinned_connection import Allows, NotReached
from assetmap.websites.pinned_session import pinned_session, request_headers
from assetmap.websites.public_addresses import is_public
from assetmap.websites.visiting import answer_of

SECONDS = 10.0  # for one message, from the first byte to the last


@dataclass(frozen=True)
class PostResult:
    """What a receiver answered: its status, 0 when there was no answer; and in words."""

    status: int
    words: str

    @property
    def is_taken(self) -> bool:
        """Whether it has the message."""
        return 200 <= self.status < 300


class Poster:
    """Posts to addresses that `allows` lets be asked. Safe to use from several threads."""

    def __init__(
        self, about: str = "", *, allows: Allows = is_public, seconds: float = SECONDS
    ) -> None:
        self._allows, self._seconds = allows, seconds
        self._headers = request_headers(about)

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> PostResult:
        """One try. No redirect is followed, and nothing of the answer but its status is read."""
        began = time.monotonic()
        try:
            with pinned_session(self._allows, self._seconds) as session:
                answer = session.post(
                    address,
                    data=body,
                    headers={**self._headers, **headers},
                    timeout=self._seconds,
                    allow_redirects=False,
                    stream=True,
                )
                with answer:
                    if time.monotonic() - began >= self._seconds:
                        # Cut off in its headers, an answer looks as if it had ended there.
                        return PostResult(0, _sentence(Answer.TOO_LATE))
                    return PostResult(answer.status_code, f"It answered {answer.status_code}")
        except NotReached as error:
            return PostResult(0, _sentence(error.answer))
        except (ValueError, requests.RequestException) as error:
            is_late = time.monotonic() - began >= self._seconds
            return PostResult(0, _sentence(Answer.TOO_LATE if is_late else answer_of(error)))


def _sentence(answer: Answer) -> str:
    return answer.label[0].upper() + answer.label[1:]
