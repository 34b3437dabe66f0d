"""What groups may state and what may be asked of them, for laws that hold whatever they are."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from peerfind.asking.criteria import CRITERIA
from peerfind.asking.query import INCLUDES, SORTS, Typed

TUESDAY = {"days": ["tuesday"], "start": "19:00", "end": "21:00"}
FRIDAY = {"days": ["friday"], "start": "evening", "format": ["video"]}
NOTED = {**TUESDAY, "note": "Ring first."}
PAST = {"days": ["tuesday"], "until": "2020-01-01"}
UNASKED = ("note", "how", "by")

# What each key may hold; None leaves it out.
FACTS: dict[str, list[Any]] = {
    "format": [["in-person"], ["video"], ["in-person", "chat"], ["unknown"], ["phone"], None],
    "setting": [["group"], ["one-to-one"], None],
    "leader": [["peer"], ["nurse"], ["peer", "nurse"], ["co-led"], ["unknown"], None],
    "focus": [["grief"], ["depression"], ["mental-health", "anxiety"], None],
    "activities": [["walking"], ["outdoors", "crafts"], None],
    "style": [["course"], ["structured", "social"], None],
    "ages": ["18+", "under 18", "18-30", None],
    "only_for": [["women"], ["men", "mothers+south-asian"], None],
    "welcomes": [["carers"], ["women"], None],
    "languages": [["en"], ["en", "cy"], None],
    "meets": [
        [TUESDAY], [FRIDAY], [TUESDAY, FRIDAY], [NOTED], [NOTED, FRIDAY], [PAST], "any time",
        "by arrangement", None,
    ],
    "hours": [[TUESDAY], "any time", None],
    "nation": ["England", "Wales", None],
    "venue": [{"postcode": "HX7 8AD"}, {"town": "Otley"}, {"postcode": "LS6", "private": "yes"}, None],
    "covers": [["Wales"], ["UK"], ["West Yorkshire"], None],
    "access": [["step-free"], ["step-free", "hearing-loop"], None],
    "no_access": [["step-free"], ["accessible-toilet"], None],
    "cost": ["free", "donation", "£3 a session", None],
    "joining": [["drop-in"], ["book"], None],
    "status": ["open", "full", "closed", "paused", None],
    "checked": [{"on": "2026-10-02"}, {"on": "2020-01-01", "how": "phone"}, None],
    "name": [
        "Grief Walk", "Grief Talk", "Knitting", "knitting", "Anxiety Circle", "Anxiety Group", "Æ Tea",
    ],
    "also_known_as": [["The Lantern"], None],
    "organisation": ["Lantern Trust", None],
    "summary": ["For people with low mood.", "Tea.", "For mothers who worry, and for women who walk."],
    "description": ["Knitting, tea and talk by the river in Leeds. " * 4, None],
    "area": ["Calder Valley", None],
    "size": ["6-12", None],
}  # fmt: skip

ASKED: dict[str, list[str]] = {
    "focus": ["grief", "depression", "mental-health", "postnatal-depression"],
    "near": ["LS6", "HX7 8AD", "Cardiff"],
    "format": ["in-person", "online", "face-to-face", "video"],
    "leader": ["lay", "professional", "co-led", "peer"],
    "setting": ["group", "one-to-one"],
    "age": ["17", "25", "70"],
    "for": ["women", "men", "south-asian", "carers"],
    "day": ["tuesday", "weekend", "weekdays"],
    "time": ["evening", "18:00-20:00", "morning"],
    "activity": ["walking", "crafts"],
    "style": ["course", "social"],
    "language": ["cy", "ur"],
    "access": ["step-free", "hearing-loop"],
    "joining": ["drop-in", "membership"],
    "cost": ["free", "paid"],
    "want": ["anonymity", "personal-connection", "shared-activities", "no-travel"],
}

# Words that are said, that name terms, that are misspelt, that say nothing, and that nobody says.
WORDS = [
    "grief", "walking", "walk", "knitting", "anxiety", "tea", "low", "mood", "women", "mothers", "lantern",
    "leeds", "online", "nurse", "wales", "baby", "blues", "south", "asian", "worry", "free", "otley",
    "knittign", "anxeity", "lanturn", "depresion", "bereavment", "motheers", "for", "you", "group", "zzyzx",
]  # fmt: skip

facts = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in FACTS.items()})


def asks_of(data: st.DataObject, *names: str) -> Typed:
    """Asks of some criteria, one or two values each, as a person types them."""
    asks = {}
    for name in names:
        most = 2 if CRITERIA[name].repeatable else 1
        values = st.lists(st.sampled_from(ASKED[name]), min_size=1, max_size=most, unique=True)
        asks[name] = data.draw(values, name)
    near = "near" in asks and data.draw(st.sampled_from([None, "10", "60"]), "within")
    return Typed(asks=asks, within=near or None)


@st.composite
def questions(draw: st.DrawFn) -> Typed:
    """A whole question: asks, words, and all that hides, weighs, sorts and cuts.

    Half of them hide little, so that there is something to put in order.
    """
    data = draw(st.data())
    typed = asks_of(data, *draw(st.lists(st.sampled_from([*ASKED]), max_size=4, unique=True)))
    words = draw(st.lists(st.sampled_from(WORDS), max_size=4))
    musts = [*typed.asks, *(["words"] if words else [])]
    weighed = st.sampled_from([*musts, "freshness"])
    numbers = draw(st.dictionaries(weighed, st.sampled_from([0, 0.5, 1, 3, 1000]), max_size=2))
    typed = typed._replace(
        words=words,
        weight=[f"{name}={number}" for name, number in numbers.items()],
        sort=draw(st.sampled_from(SORTS)),
        include=["closed", "paused", "stale"],
        limit=draw(st.sampled_from([0, 1, 2, 5, 10])),
    )
    if draw(st.booleans()):
        return typed
    avoided = [f"{name}={value}" for name in _REPEATABLE for value in ASKED[name]]
    return typed._replace(
        require=draw(st.lists(st.sampled_from(musts), max_size=2)) if musts else (),
        avoid=draw(st.lists(st.sampled_from(avoided), max_size=2)),
        include=draw(st.lists(st.sampled_from(INCLUDES), max_size=2, unique=True)),
    )


_REPEATABLE = [name for name, criterion in CRITERIA.items() if criterion.repeatable]
