"""Errors that a person meets, each with the exit code that scripts rely on.

    PeerfindError              70  a fault of ours
    ├── UsageError              2  what was typed cannot be used
    ├── DirectoryError          3  the directory is missing or cannot be read
    └── NetworkError            4  an answer from the network could not be had

A message is a whole sentence: what is wrong, with what value, and what to type instead.
"""

from __future__ import annotations

from typing import ClassVar

INTERRUPTED = 130
NOT_FINE = 1


class PeerfindError(Exception):
    """Something went wrong that is worth a sentence on standard error."""

    exit_code: ClassVar[int] = 70


class UsageError(PeerfindError):
    """What was typed cannot be used; the message says what to type."""

    exit_code = 2


class DirectoryError(PeerfindError):
    """The directory is missing or cannot be read."""

    exit_code = 3


class NetworkError(PeerfindError):
    """An answer from the network could not be had, or cannot be used."""

    exit_code = 4
