"""What callers say, as asks: one grammar that reads places, ages, times, people and terms out of free words.

What it does not understand is left to the search for words. A negation is understood or left alone.
`grammar.read` is the way in, and `said` cuts the words into tokens. Then, by what is read:

- where: `whereabouts`, by `towns`, `alike`, `homes` and `destinations`; how far: `distances`
- when: `times`, by `days` and `clock`; what is only story, and what points back to it: `told`, `pointing`
- who: `ages`, `whose` trouble it is, `caring`
- what is the matter: `terms` by their names, `cues` where none is named, `asides` that only seem to say it
- how people meet: `formats`, `ways` (by `phrases` and `way_phrases`); who leads: `leaders`
- what is wished for: `wishes`; what is not: `negation`, `refused` (lists), `company`
- in Welsh: `welsh`
"""
