"""What may be said of a web address."""

VERDICTS = ("dead", "failing", "moved", "look", "unsure", "redirected", "fine")
"""Worst first."""
