"""The command line: what can be typed, and where the answer goes."""
