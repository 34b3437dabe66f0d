"""peerfind: the peer-support groups that fit, from a directory of YAML files, offline."""

__version__ = "0.1.0"
