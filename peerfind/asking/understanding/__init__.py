"""What callers say, as asks: one grammar that reads places, ages, times, people and terms out of free words.

What it does not understand is left to the search for words. A negation is understood or left alone.
`grammar.read` is the way in.
"""
