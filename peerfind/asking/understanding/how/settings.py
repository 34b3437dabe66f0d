"""With how many people: "with others" that means a group, "a group" beside one to one, what was had before.

"Wants to be with others" asks for a group. "Cook with others" says
what is done. "A group" alone is any; beside one to one it is the other choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerfind.asking.understanding.said import Said

GROUP = "group"
# What people who want a group do with others; what else is done with them says no more.
_BEING = frozenset(
    """be being sit sits sitting sat meet meets meeting join joins joining group table room rather sooner
    prefers prefer somewhere either line phone""".split()
)  # fmt: skip
_LITTLE = frozenset("it in there down up in the a round around on".split())
_PEOPLE = frozenset("people folk folks ones".split())
_NAMED = frozenset("a an the one in for or than not".split())  # before "group"
# After "a group" these say no more about it.
_NO_MORE = frozenset(
    """now this instead rather not or would wd is she he they i please pls thanks thx then next setting
    maybe really if and yes no so but suits""".split()
)  # fmt: skip
_HAD = frozenset("did had has have got done having been tried was were".split())
_SOMEBODY = frozenset("a an some his her my the been years".split())


def says_who(said: Said, end: int) -> bool:
    """Whether it is told who "others" are, or "other" people, that end here: "with other mums"."""
    is_other = said.word(end - 1) == "other"
    return is_other and (said.ends(end) or said.words[end] not in _PEOPLE)


def is_with_others(said: Said, start: int) -> bool:
    """Whether "with others" from `start` on asks for a group, and is no part of what is done."""
    at = said.back(start, _LITTLE)
    return at < 0 or said.words[at] in _BEING


def is_had(said: Said, start: int) -> bool:
    """Whether what begins at a token was had before: "did one to one for years"."""
    at = said.back(start, _SOMEBODY)
    if said.word(at) == "part" and said.word(at - 1) in ("takes", "took"):
        return True
    return at >= 0 and said.words[at] in _HAD and said.word(at - 1) not in ("to", "rather", "id")


def is_the_other_choice(said: Said, start: int, end: int) -> bool:
    """Whether "a group" is one of two ways, where one to one is spoken of as well."""
    is_any = said.ends(end) or said.word(end) in _NO_MORE
    return is_any and (said.starts(start) or said.word(start - 1) in _NAMED)
