"""The writers of the forms of an export, each loaded when it is asked for."""
