"""Meeting patterns: their dates, whether they suit a day and a time, and their words."""
