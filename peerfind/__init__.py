"""peerfind: the peer-support groups that fit, from a directory of YAML files, offline."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

__version__ = "0.1.0"


def open(path: "str | PathLike[str] | None" = None) -> Any:  # noqa: A001 (as one opens a file)
    """A directory to be asked: `peerfind.open("directory").match("lost my husband", near="LS6")`.

    `path` is a folder of YAML or an index that was built. See `peerfind.api.Directory`.
    """
    return import_module("peerfind.api").opened(path)
