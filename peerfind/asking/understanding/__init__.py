"""What callers say, as asks: one grammar that reads places, ages, times, people and terms out of free words.

What it does not understand is left to the search for words. A negation is understood or left alone.
`grammar.read` is the way in. `said` cuts the words into tokens; `negation` tells what is refused, with the
phrases of `refusing`; `musts` tells what must be; `welsh` has the words of Welsh. Then a folder a question:

- `where`: `whereabouts`, by `towns`, `alike`, `homes` and `destinations`; how far: `distances`
- `when`: `times`, by `days` and, for times of day, `bands` and `clock`; when somebody is `free`; what is only
  story, and what points back to it: `told`, `pointing`
- `who`: `ages` (in `decades`; of several `speakers`) and `genders`; `whose` trouble it is, who cares and who
  is dead: `caring`, `mourned`; who only comes into the story: `people`, `sakes`, `belonging`, `fans`; with
  whom a person would be: `company`
- `what` is the matter: `terms` by their names, if they are `meant`; told `otherwise`; what words give away:
  `cues`; the likeliest of all these: `subjects`; what only seems to say it: `asides`, `stories`; what people
  do: `doings`; what is wished for: `wishes`; what is not: `refused`
- `how` people meet: `formats`, `ways` and `settings` (by `phrases` and `way_phrases`); what a group must
  have: `needs` (by `need_phrases`); who leads: `leaders`, by `experience`
"""
