"""A directory to look around in at a terminal: what is typed and chosen, and what comes of it."""
