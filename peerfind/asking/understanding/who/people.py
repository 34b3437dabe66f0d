"""Words for people: relations, men and women, parents and children, and whose they are."""

from __future__ import annotations

# Somebody else, and whether that says a gender: the age and the need are theirs.
RELATIONS = {
    "son": "men", "sons": "men", "grandson": "men", "stepson": "men", "nephew": "men", "brother": "men",
    "boy": "men", "lad": "men", "daughter": "women", "granddaughter": "women", "stepdaughter": "women",
    "niece": "women", "sister": "women", "girl": "women", "lass": "women", "child": "", "teenager": "",
    "teen": "", "kid": "", "grandchild": "", "friend": "",
    "mum": "women", "mother": "women", "mam": "women", "nan": "women", "gran": "women", "grandma": "women",
    "dad": "men", "father": "men", "grandad": "men", "husband": "men", "wife": "women", "partner": "",
}  # fmt: skip
CHILDREN = frozenset(
    """boy girl lad lass brother sister friend son sons grandson stepson nephew daughter granddaughter
    stepdaughter niece child teenager teen kid grandchild""".split()
)  # fmt: skip
PARENTS = frozenset("mum mother mam dad father nan gran grandma grandad".split())
PEOPLE = {
    "she": "women", "shes": "women", "woman": "women", "lady": "women", "female": "women", "girl": "women",
    "he": "men", "hes": "men", "man": "men", "bloke": "men", "chap": "men", "gentleman": "men", "male": "men",
    "guy": "men", "gent": "men", "fella": "men", "feller": "men", "f": "women", "m": "men",
}  # fmt: skip
POSSESSIVES = frozenset("my our her his their".split())
OWNERS = POSSESSIVES | {"the"}
