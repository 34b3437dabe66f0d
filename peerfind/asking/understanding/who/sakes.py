"""For whose sake somebody calls: "something for mum", "with other parents", "ringing for himself"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking.understanding.said import spoken

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

_FOR_THOSE_CLOSE = spoken(
    """his own sake, her own sake, my own sake, their own sake, ringing for himself, ringing for
    herself, calling for himself, calling for herself, for mum herself, for mum ., for the mum, for the
    dad, for the parents, for parents, for the parent, for the family, for families, for the wife, for
    the husband, the mum that, the dad that, the parents that, the mum who, the dad who, the wife who,
    the husband who, help for her ., help for him ., support for her ., support for him ., support for
    mum, support for dad, other parents, other mums, other mams, other dads, other mothers, other
    fathers, other wives, other husbands, other families, other relatives, friends and family, family
    and friends, friends n family, family n friends, friends or family"""
)


def is_for_those_close(said: Said) -> bool:
    """Whether a group is said to be for those close to somebody who has the trouble."""
    return any(said.begins(at, _FOR_THOSE_CLOSE) for at in range(len(said)))
