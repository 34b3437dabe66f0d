"""When: days, stretches of the clock, what is only story and what points back to it."""
