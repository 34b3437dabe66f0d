"""The forms of an answer: each module lays out one, and knows nothing of how it was found."""
