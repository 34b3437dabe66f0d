"""How a look behaves."""

from __future__ import annotations

from peerfind.named import NamedTuple


class Manners(NamedTuple):
    """Seconds between two requests to a host and for an answer, and how many requests run at once."""

    pause: float = 2.0
    timeout: float = 20.0
    at_once: int = 8
    allow_private: bool = False
