"""From a question to an answer: who is left out, what each group is worth, what would find more."""
