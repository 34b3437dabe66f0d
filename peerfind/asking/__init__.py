"""What can be asked: the criteria, how each is scored, and how a command line is understood."""
