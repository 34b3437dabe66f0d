"""What a person's settings add to a question; what scripts read is never touched by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind import preferences
from peerfind.cli import forms

if TYPE_CHECKING:
    from peerfind.asking.query import Typed
    from peerfind.cli.session import Session


def with_settings(typed: Typed, form: str, *, is_guided: bool = False) -> Typed:
    """The question with the usual place and weights, where a person is to read the answer.

    Who is guided is asked for the place.
    """
    kept = preferences.kept()
    if _is_data(form) or is_guided:
        return typed
    usual = tuple(f"{name}={weight:g}" for name, weight in kept.weights.items())
    return typed._replace(usual_near=kept.near or None, usual_weight=usual)


def in_unit(session: Session, form: str) -> Session:
    """The session, telling distances in the unit of the settings where a person is to read them."""
    unit = preferences.kept().unit
    if unit and not _is_data(form):
        session.speak_in(unit)
    return session


def _is_data(form: str) -> bool:
    return form in (*forms.DATA, "ics")
