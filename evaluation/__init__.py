"""How well peerfind answers what callers say: judged questions over a directory of fictional groups.

`rubric.md` says how a group is graded, `judge` does so, `queries/` holds the questions by category, and
`judgements.tsv` the grades as they were settled. `python -m evaluation` measures.
"""
