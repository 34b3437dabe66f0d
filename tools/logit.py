"""How much each sign says that a reading is the one that is meant: a conditional logit.

Of several readings of a text the weights are learnt by which those that a person meant are likeliest, with a
penalty on large ones. `peerfind/asking/understanding/weighing.py` adds them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from peerfind.asking.understanding import weighing
from peerfind.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

DIGITS = 3


class Case(NamedTuple):
    """The readings of a text by the signs that each shows, which of them are right, and what it counts."""

    signs: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    worth: float = 1.0


def learnt(every: Iterable[Case], penalty: Callable[[str], float]) -> dict[str, float]:
    """The weight of each sign."""
    known = [one for one in every if any(one.right)]
    names = sorted({name for one in known for signs in one.signs for name in signs})
    at = {name: number for number, name in enumerate(names)}
    rows = [signs for one in known for signs in one.signs]
    table = csr_matrix(
        (
            [value for signs in rows for value in signs.values()],
            [at[name] for signs in rows for name in signs],
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(names)),
    )
    sizes = [len(one.signs) for one in known]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(known)), sizes)
    target = np.concatenate([np.array(one.right) / sum(one.right) for one in known])
    worth = np.array([one.worth for one in known])[owner]
    penalties = np.array([*map(penalty, names)])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        sums = table @ weights
        sums -= np.maximum.reduceat(sums, starts)[owner]
        logs = sums - np.log(np.add.reduceat(np.exp(sums), starts))[owner]
        value = -(worth * target * logs).sum() + 0.5 * (penalties * weights**2).sum()
        return value, -(table.T @ (worth * (target - np.exp(logs)))) + penalties * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x, strict=True))


def is_likeliest(one: Case, weights: Mapping[str, float]) -> bool:
    """Whether the reading that is likeliest by some weights is right."""
    sums = [weighing.worth(shown, weights) for shown in one.signs]
    return one.right[sums.index(max(sums))]


def write(weights: Mapping[str, float], table: str, digits: int = DIGITS) -> int:
    """Write a table of signs; how many there are."""
    rounded = {name: round(value, digits) for name, value in weights.items()}
    lines = [f"{name}\t{value:g}\n" for name, value in sorted(rounded.items()) if value]
    (DATA / table).write_text("".join(lines), "utf-8")
    return len(lines)
