"""What is said in Welsh: days, times of day, towns, and the little words between.

Labels of terms in Welsh are the vocabulary's. No speaker of Welsh has reviewed these lists yet.
"""

from __future__ import annotations

from peerfind.mutation import mutated, radicals

# A day has one of the words of the second set before it; its number counts from Monday.
DAYS = {
    "llun": 0, "lun": 0, "mawrth": 1, "fawrth": 1, "mercher": 2, "fercher": 2, "iau": 3, "gwener": 4,
    "wener": 4, "sadwrn": 5, "sul": 6,
}  # fmt: skip
BEFORE_A_DAY = frozenset("dydd ddydd nos bore fore prynhawn brynhawn pnawn".split())
SETS = {
    "penwythnos": range(5, 7), "benwythnos": range(5, 7), "penwythnosau": range(5, 7),
    "benwythnosau": range(5, 7),
}  # fmt: skip
BANDS = {
    "boreau": "morning", "prynhawn": "afternoon", "brynhawn": "afternoon", "pnawn": "afternoon",
    "prynhawniau": "afternoon", "nosweithiau": "evening",
}  # fmt: skip
TODAY, TOMORROW, TONIGHT = "heddiw", "yfory", "heno"
# "Bore" is an English word too, and is a morning only after or before one of these.
BEFORE_BORE = frozenset("y bob fore yn yny ar".split())
AFTER_BORE = frozenset({*DAYS, "dydd"})

# Towns by their names in Welsh that the gazetteer lacks, or that it has for a smaller place.
_TOWNS = {
    "caerdydd": "Cardiff", "abertawe": "Swansea", "casnewydd": "Newport, Wales", "caerfyrddin": "Carmarthen",
    "wrecsam": "Wrexham", "merthyr tudful": "Merthyr Tydfil", "aberteifi": "Cardigan", "y barri": "Barry",
    "caergybi": "Holyhead", "trefynwy": "Monmouth", "y drenewydd": "Newtown, Powys", "dinbych": "Denbigh",
    "yr wyddgrug": "Mold", "hwlffordd": "Haverfordwest", "y fenni": "Abergavenny", "aberdar": "Aberdare",
    "pont y pwl": "Pontypool", "cwmbran": "Cwmbran", "pen y bont": "Bridgend", "aberhonddu": "Brecon",
    "llandudno": "Llandudno", "y rhyl": "Rhyl", "castell nedd": "Neath", "dinbych y pysgod": "Tenby",
    "caerffili": "Caerphilly", "llundain": "London", "lerpwl": "Liverpool", "bryste": "Bristol",
    "manceinion": "Manchester", "amwythig": "Shrewsbury", "croesoswallt": "Oswestry",
    "henffordd": "Hereford", "glyn ebwy": "Ebbw Vale",
}  # fmt: skip
BEFORE_A_PLACE = (("ger",), ("yng",), ("ym",), ("yn",), ("filltir", "i"), ("milltir", "i"))
MILES = ("milltir", "filltir", "milltiroedd")
_NASAL = ("ngh", "mh", "nh", "ng", "m", "n")

FACE_TO_FACE = "wyneb yn wyneb"  # which is never part of a story
# These say that the next thing is not wanted; "am ddim" is free of charge, and "dim ond" is only.
NOT = frozenset("nid nad dim ddim heb".split())
_DIM = frozenset("light lights lighting lit room rooms".split())  # in English
BETWEEN = frozenset(
    """y yr yn ar mewn eisiau isio moyn gyda gydar grwp grwpiau cyfarfod cyfarfodydd unrhyw bob dydd
    ddydd bod fod cael mynd""".split()
)
ASKING = frozenset(
    "eisiau isio moyn hoffwn hoffai chwilio grwp grwpiau cyfarfod cyfarfodydd".split()
)
# Words that are no search. Those that are English words as well are not among them.
SAYS_NOTHING = (
    frozenset(
        """y yr yn yng ym ger ar dydd ddydd mewn gyda gydar grwp grwpiau cyfarfod cyfarfodydd eisiau isio moyn
    hoffwn hoffai chwilio dw dwi rwyn mae maen unrhyw siarad cymorth cefnogaeth fewn
    o ond bob""".split()
    )
    | NOT
)


def is_negation(before: str, word: str, after: str) -> bool:
    """Whether a word says "not", by what stands before and after it."""
    return word in NOT and not (
        (word == "ddim" and before == "am")
        or (word in ("dim", "ddim") and after == "ond")
        or (word == "dim" and after in _DIM)
    )


def town(key: str) -> str:
    """The English name of a town by the folded Welsh one, whatever its first letter; nothing for others."""
    return _TOWNS.get(key) or next((_TOWNS[one] for one in radicals(key) if one in _TOWNS), "")


def after_yn(key: str) -> list[str]:
    """The folded names that a name after "yn" may be of: `mangor` is `bangor`."""
    if not key.startswith(_NASAL):
        return []
    return [one for one in radicals(key) if one[0] in "cptgbd" and key in _after_yn(one)]


def _after_yn(name: str) -> list[str]:
    """What stands for a name after "yn"."""
    return [form for form in mutated(name) if form.startswith(_NASAL)]
