"""What a person has typed, chosen and put aside while browsing; each step makes a new state."""

from __future__ import annotations

from peerfind.named import NamedTuple

# Asks of which all that is chosen must be there; of the others one is chosen at a time.
_TOGETHER = ("access",)


class Choice(NamedTuple):
    """A value of an ask that narrows what is shown: a flag of `match` and what it is given."""

    name: str
    value: str


Chosen = tuple[Choice, ...]


class Head(NamedTuple):
    """A few choices under a heading."""

    title: str
    choices: tuple[Choice, ...]


def _head(title: str, **values: str) -> Head:
    named = ((name, value) for name, listed in values.items() for value in listed.split())
    return Head(title, tuple(Choice(*one) for one in named))


# They stand in the same place whatever is typed, so that a hand learns where they are.
HEADS = (
    _head("Format", format="in-person online phone"),
    _head("Led by", leader="lay professional"),
    _head("When", time="morning afternoon evening", day="weekdays weekend"),
    _head("Access", access="step-free hearing-loop accessible-toilet parking"),
    _head("Cost", cost="free"),
    _head("Kind", setting="group one-to-one"),
)


class State(NamedTuple):
    """What was typed, what narrows it, what is on the shortlist; `before` is what narrowed it earlier."""

    typed: str = ""
    chosen: Chosen = ()
    shortlist: tuple[str, ...] = ()
    before: tuple[Chosen, ...] = ()


def added(chosen: Chosen, choice: Choice) -> Chosen:
    """What is chosen once `choice` is too: it takes the place of another of its ask, where one is enough."""
    is_kept = choice.name in _TOGETHER
    return (
        *(one for one in chosen if one != choice and (is_kept or one.name != choice.name)),
        choice,
    )


def toggled(state: State, choice: Choice) -> State:
    """The state with a choice made, or taken back where it was made."""
    if choice in state.chosen:
        chosen = tuple(one for one in state.chosen if one != choice)
    else:
        chosen = added(state.chosen, choice)
    return state._replace(chosen=chosen, before=(*state.before, state.chosen))


def undone(state: State) -> State:
    """The state before the last narrowing; what was typed and put aside stays."""
    if not state.before:
        return state
    return state._replace(chosen=state.before[-1], before=state.before[:-1])


def put_aside(state: State, group_id: str) -> State:
    """The state with a group on the shortlist, or off it where it was on."""
    if group_id in state.shortlist:
        kept = tuple(one for one in state.shortlist if one != group_id)
        return state._replace(shortlist=kept)
    return state._replace(shortlist=(*state.shortlist, group_id))
