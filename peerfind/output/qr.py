"""A square that a phone's camera reads, as an image inside of a page; it needs the extra `share`."""

from __future__ import annotations

from importlib.util import find_spec

MISSING = "No QR squares: they need segno. To have them: pip install 'peerfind[share]'"


def is_there() -> bool:
    """Whether squares can be made here."""
    return find_spec("segno") is not None


def square(link: str, title: str) -> str:
    """The square of a link as SVG that fills what it stands in; `title` is read out in its place."""
    import segno

    # A reader needs four modules of white around it, on a dark page too.
    made = segno.make(link, error="m", micro=False)
    return str(made.svg_inline(omitsize=True, border=4, light="#fff", title=title))
