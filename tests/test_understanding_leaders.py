"""Who is to lead is told from who comes into a story."""

from __future__ import annotations

import pytest
from hearing import VOCABULARY, asks, heard

LED = {
    "led by a nurse": "nurse",
    "a group led by nurses": "nurse",
    "run by a social worker": "social-worker",
    "one that a psychologist leads": "psychologist",
    "a counsellor running it": "counsellor",
    "counsellor led": "counsellor",
    "facilitated by a psychologist": "psychologist",
    "a meeting with a nurse": "nurse",
    "it has to be a counsellor": "counsellor",
    "volunteers running it": "volunteer",
    "bereavement group with volunteers": "volunteer",
    "staff who know about debt": "other-professional",
    "people who have been through it": "lived-experience",
    "somebody who's been through it themselves": "lived-experience",
    "run by others who have been there": "lived-experience",
    "other widows running it": "lived-experience",
    "the leader must have had a stroke": "lived-experience",
    "whoever runs it has lost a child too": "lived-experience",
    "fellow carers leading it": "lived-experience",
    "ex-drinkers leading": "lived-experience",
    "peer led": "peer",
    "peer support workers leading it": "peer-worker",
    "she'd feel safer with a nurse there": "nurse",
    "a nurse present would help": "nurse",
    "with a nurse on hand": "nurse",
    "somewhere with a social worker in charge": "social-worker",
    "a counsellor would be best": "counsellor",
    "volunteers are fine": "volunteer",
    "ok w/ a volunteer": "volunteer",
    "a group wi a proper counsellor": "counsellor",
    "ideally a social worker": "social-worker",
    "a psychologist would be brilliant": "psychologist",
    "prefers it to be a nurse": "nurse",
    "somebody who has walked in her shoes": "lived-experience",
    "a social worker please": "social-worker",
    "a volunteer like yourself": "volunteer",
    "needs to talk to somebody who did it too": "lived-experience",
    "speak to someone who's beaten it": "lived-experience",
    "whoever leads it ought to have heard voices too": "lived-experience",
    "led jointly": "co-led",
    "a psychologist he could stomach": "psychologist",
    "insists on a psychologist": "psychologist",
    "holding out for a counsellor": "counsellor",
    "it needs to be a nurse": "nurse",
    "peers only": "peer",
    "lived experience only": "lived-experience",
    "paid peer worker best": "peer-worker",
    "a pro leading it": "professional",
    "ordinary folk running it": "lay",
    "an ex patient running it": "lived-experience",
    "run by survivors": "lived-experience",
    "led by other dads": "lived-experience",
    "wants to talk to someone who has had a stillbirth": "lived-experience",
    "needs to hear from somebody who's come through it": "lived-experience",
    "only someone who's been inside himself": "lived-experience",
    "won't be told by anyone who hasn't had it themselves": "lived-experience",
    "as long as they've had it themselves": "lived-experience",
    "someone who's been sectioned, that's who he'd hear": "lived-experience",
}
TOLD = [
    "her nurse rang",
    "husband's nurse says so",
    "retired social worker, lonely",
    "she is a nurse and worn out",
    "judged by professionals all her life",
    "her social worker can give her a lift",
    "on the list for a psychotherapist",
    "if a social worker turned up",
    "my counsellor told me to ring",
    "been through it with her divorce",
    "the nurse was kind",
    "was seen by a psychologist as a child",
    "used to be a nurse",
    "her daughter's studying to be a psychologist",
    "wants to be a nurse one day",
    "the nurse in charge told her",
    "a psychologist there told her to leave",
    "her CPN is fine with it",
    "the CPN will do the referral",
    "the village has had a run of lads ending their lives",
    "young people's heads are full of it",
    "others with it, and not run by the council",
    "run by the council",
    "lads running late",
    "looks after someone who has been sectioned",
    "met someone who had been in rehab",
    "left him for someone who had lived abroad",
    "lost someone who had been ill for years",
    "nobody who has been through it, he says",
    "her parents, they've had it themselves",
    "a pro golfer",
    "needs someone who did her benefits form",
    "ask the nurse please",
    "wants her to be a nurse",
    "prefers her job as a nurse",
    "proper professional at work",
]
# One who is refused or asked for, and who is asked for beside them.
CHOSEN = {
    "no nurses, just peers": {"peer"},
    "not vols, a qualified counsellor": {"counsellor"},
    "therapist no, peer support worker yes": {"peer-worker"},
    "rather it was peers than nurses": {"peer"},
    "no medical types running it, only volunteers": {"volunteer"},
    "fed up of psychologists, a counsellor would be fine": {"counsellor"},
    "enough of professionals. ordinary folk now": {"lay"},
    "led by a nurse or, failing that, volunteers": {"nurse", "volunteer"},
    "no nurses, preferably a social worker": {"social-worker"},
    "not a psychologist, just a volunteer": {"volunteer"},
    "no counsellors, she is a nurse": set(),
    "no counsellors, works as a nurse": set(),
    "no professionals, her peers bully her": set(),
    "not nurses, the volunteers were unkind": set(),
    "no more counsellors, her nurse rang": set(),
    "nurse, burnt out, no counsellors please": set(),
    "no counsellors. retired nurse": set(),
    "no counsellors, saw the nurse about it": set(),
    "no professionals, a volunteer at the foodbank": set(),
}
REFUSED = {
    "no nurses": "nurse",
    "not a nurse": "nurse",
    "no counsellors or nurses": "counsellor",
    "fed up of counsellors": "counsellor",
    "anything but a psychologist": "psychologist",
    "rather than a counsellor": "counsellor",
    "instead of a nurse": "nurse",
    "not led by a nurse": "nurse",
    "doesn't want a counsellor": "counsellor",
    "no more psychologists": "psychologist",
    "counsellor led is no good to her": "counsellor",
    "led by a nurse is a no from me": "nurse",
    "minus the counsellor": "counsellor",
}


def leaders(says: str) -> set[str]:
    """Who is to lead by a sentence."""
    return {value for name, *values in asks(heard(says)) if name == "leader" for value in values}


def refused(says: str) -> set[str]:
    """What a sentence will not have."""
    return {value for name, *values in asks(heard(says)) if name == "avoid" for value in values}


@pytest.mark.parametrize(("says", "leader"), LED.items(), ids=LED)
class TestWhoIsToLead:
    def test_is_read(self, says: str, leader: str) -> None:
        assert leaders(says) == {leader}

    def test_is_read_beside_a_subject_and_a_place(self, says: str, leader: str) -> None:
        found = asks(heard(f"grief, near Leeds, {says}"))
        assert ("leader", leader) in found
        assert ("near", "Leeds") in found

    def test_is_never_refused_at_once(self, says: str, leader: str) -> None:
        assert f"leader={leader}" not in refused(says)


@pytest.mark.parametrize("says", TOLD)
def test_who_comes_into_a_story_is_not_asked_for(says: str) -> None:
    assert leaders(says) == set()


@pytest.mark.parametrize(("says", "chosen"), CHOSEN.items(), ids=CHOSEN)
def test_who_is_chosen_beside_another_is_told_from_who_is_of_the_story(
    says: str, chosen: set[str]
) -> None:
    assert leaders(says) == chosen


@pytest.mark.parametrize(("says", "leader"), REFUSED.items(), ids=REFUSED)
class TestWhoIsNotToLead:
    def test_is_refused(self, says: str, leader: str) -> None:
        assert f"leader={leader}" in refused(says)

    def test_is_not_asked_for(self, says: str, leader: str) -> None:
        assert leader not in leaders(says)

    def test_is_not_searched_for(self, says: str, leader: str) -> None:
        left = " ".join(heard(says).left).split()
        assert not {*VOCABULARY["leader"].terms[leader].names}.intersection(left)


def test_two_that_lead_together_are_one() -> None:
    says = "a nurse and a volunteer running it together"
    assert leaders(says) == {"co-led"}
    assert leaders("a nurse running it, or a psychologist leading") == {"nurse", "psychologist"}


@pytest.mark.parametrize("must", ["must be led by a nurse", "it has to be led by a nurse"])
def test_a_must_is_one(must: str) -> None:
    assert {("leader", "nurse"), ("require", "leader")} <= {*asks(heard(must))}


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("anxiety, run by people who've been through it", ""),
        ("grief, led by a nurse", ""),
        ("grief, a counsellor running it", ""),
        ("grief, someone who's been there leading it", ""),
        ("grief, insists on a psychologist", ""),
        ("grief, wants a nurse in charge", ""),
        ("loves running, lonely", ""),
        ("her luck ran out, grief", "luck ran"),
    ],
)
def test_words_of_leading_are_not_searched_for_beside_who_leads(says: str, left: str) -> None:
    assert " ".join(heard(says).left) == left


@pytest.mark.parametrize(
    "says", ["no kids running about", "kids running wild", "lads running around, Leeds"]
)
def test_who_only_runs_leads_nothing(says: str) -> None:
    found = asks(heard(says))
    assert not [one for one in found if one[0] == "leader" or "leader=" in one[1]]
