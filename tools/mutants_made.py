"""What `mutants.py` changes: each thing in a file, and how the change is made in what runs."""

from __future__ import annotations

import ast
import gc
import json
from functools import cache
from importlib import import_module
from importlib.abc import SourceLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
OPERATORS = tuple(
    f"core/{name}"
    for name in (
        *(f"ReplaceComparisonOperator_{one}" for one in (
            "Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot", "IsNot_Is",
        )),
        *(f"ReplaceBinaryOperator_{one}" for one in (
            "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd",
            "BitAnd_BitOr",
        )),
        *(f"ReplaceUnaryOperator_{one}" for one in ("Delete_Not", "USub_UAdd")),
        "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "AddNot",
        "NumberReplacer", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop",
        "ExceptionReplacer",
    )
)  # fmt: skip


class Mutant(NamedTuple):
    """One change in one file."""

    file: str
    line: int
    operator: str
    occurrence: int
    source: str

    @property
    def name(self) -> str:
        """What it is called in a file of results."""
        return f"{self.file}:{self.line} {self.operator.removeprefix('core/')} {self.occurrence}"

    def told(self, how: str, **more: Any) -> str:
        """A row of a file of results."""
        row = self.source.splitlines()[self.line - 1].strip()
        return json.dumps({"mutant": self.name, "how": how, "row": row, **more}) + "\n"


def mutants(file: Path) -> Iterator[Mutant]:
    """All changes to a file that change what it does; those of types and docstrings are none."""
    from cosmic_ray.mutating import MutationVisitor
    from cosmic_ray.plugins import get_operator

    source = file.read_text("utf-8")
    same = without_types(source)
    rows = source.splitlines()
    for name in OPERATORS:
        operator = get_operator(name)()
        number = 0
        while changed := MutationVisitor.mutate_code(source, operator, number):
            line = _first_difference(source, changed)
            is_other = without_types(changed) not in (same, None)
            if is_other and "TYPE_CHECKING" not in rows[line - 1]:
                yield Mutant(str(file.relative_to(ROOT)), line, name, number, changed)
            number += 1


def _first_difference(one: str, other: str) -> int:
    """The number of the first line that differs."""
    rows = zip(one.splitlines(), other.splitlines(), strict=False)
    return next(number for number, (a, b) in enumerate(rows, start=1) if a != b)


def without_types(source: str) -> str | None:
    """What a source says without annotations and the like; None if it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # as where a name is given in a condition that is turned round
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(0)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    return ast.dump(tree)


# The change, made in a process that has everything imported.


def put_in(one: Mutant) -> bool:
    """Change the functions of a module that is imported already; False where the change is not in one."""
    path = str(ROOT / one.file)
    old, new = (
        _codes(compile(text, path, "exec", dont_inherit=True))
        for text in ((ROOT / one.file).read_text("utf-8"), one.source)
    )
    changed = {key: new[key] for key in old if key in new and old[key] != new[key]}
    if not is_within(one, path):
        return False
    keys = {code: key for key, code in old.items()}
    done = False
    for function in functions_of(path):
        key = keys.get(function.__code__)
        if key in changed:
            function.__code__ = changed[key]
            done = True
    return done


@cache
def functions_of(path: str) -> list[FunctionType]:
    """All functions of a module, wherever they are kept; it is imported first, where nobody did so yet."""
    import_module(module_of(str(Path(path).relative_to(ROOT))))
    every = (each for each in gc.get_objects() if isinstance(each, FunctionType))
    return [each for each in every if each.__code__.co_filename == path]


def _codes(module: CodeType) -> dict[tuple[str, int, int], CodeType]:
    """The code of a module and of all that is in it, by name, line, and number of those with the same."""
    found: dict[tuple[str, int, int], CodeType] = {}
    ahead = [module]
    while ahead:
        code = ahead.pop()
        number = 0
        while (key := (code.co_qualname, code.co_firstlineno, number)) in found:
            number += 1
        found[key] = code
        ahead += [each for each in code.co_consts if isinstance(each, CodeType)]
    return found


def is_within(one: Mutant, path: str) -> bool:
    """Whether a change is made by what runs when a function is called, not as the module is imported."""
    tree = ast.parse((ROOT / one.file).read_text("utf-8"), path)
    bodies = [
        (
            each.body[0].lineno if isinstance(each, ast.FunctionDef) else each.body.lineno,
            each.end_lineno or 0,
        )
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.Lambda)
    ]
    return any(start <= one.line <= end for start, end in bodies)


# A change, made as the module is imported.


def module_of(file: str) -> str:
    """The name of the module of a file below the checkout."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class ChangedLoader(SourceLoader):
    """Gives a module the changed source."""

    def __init__(self, name: str, path: str, source: str) -> None:
        """Take its name, where the unchanged one is, and what to give instead."""
        self.name, self.path, self.source = name, path, source

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002 (that is how it is called)
        """Where the unchanged one is."""
        return self.path

    def get_data(self, path: str) -> bytes:  # noqa: ARG002
        """The changed source."""
        return self.source.encode()


class ChangedFinder:
    """Finds one module before all other finders do."""

    def __init__(self, file: str, source: str) -> None:
        """Take the file of the module below the checkout, and its changed source."""
        self.name = module_of(file)
        self.file, self.source = file, source

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:  # noqa: ARG002
        """The changed module, where it is asked for."""
        if name != self.name:
            return None
        from importlib.util import spec_from_file_location

        at = str(ROOT / self.file)
        return spec_from_file_location(name, at, loader=ChangedLoader(name, at, self.source))
