"""Where: places named, the place of a story against home, how far a person would go."""
