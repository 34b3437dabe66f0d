"""`NamedTuple` as in `typing`, but defined in half the time: it takes the names of the fields and no more.

`typing` compiles the annotation of each field. A program that defines forty small values each time it is
started, and looks at none of their annotations, starts noticeably faster without that.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 (it is for others to import)
else:
    _OWN = frozenset({"__annotations__", "__classcell__", "__module__", "__qualname__"})

    class _Definition(type):
        """Makes a named tuple of the body of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = [*body.get("__annotations__", ())]
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(  # noqa: PYI024 (this is the other one)
                name, fields, defaults=defaults, module=body["__module__"]
            )
            made.__annotations__ = body.get("__annotations__", {})
            for key, value in body.items():
                if key not in _OWN and key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Definition):
        """The base of a class that is a tuple with names."""
