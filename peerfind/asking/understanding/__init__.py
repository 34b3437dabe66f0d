"""What callers say, as asks: one grammar that reads places, ages, times, people and terms out of free words.

What it does not understand is left to the search for words. A negation is understood or left alone.
`grammar.read` is the way in, `said` cuts the words into tokens, and `negation` tells what is refused;
`welsh` has the words of Welsh. Then a folder a question:

- `where`: `whereabouts`, by `towns`, `alike`, `homes` and `destinations`; how far: `distances`
- `when`: `times`, by `days` and, for times of day, `bands` and `clock`; what is only story: `told`; what says
  after a time that somebody is free, or not: `free`; what points back to it: `pointing`
- `who`: `ages` (`speakers`: of several), `whose` trouble it is, `caring`; with whom a person would be:
  `company`
- `what` is the matter: `terms` by their names, which `meant` and `doings` look at, `cues` where none is
  named, `asides` that only seem to say it;
  what is wished for: `wishes`; lists of what is not: `refused`
- `how` people meet: `formats`, `ways`, `settings` (by `phrases` and `way_phrases`); what they need: `needs`
  (by `need_phrases`); who leads: `leaders`, `experience`
"""
