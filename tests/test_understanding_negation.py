"""What is refused, what is harmless, and what only tells how somebody is: near misses beside each family."""

from __future__ import annotations

import pytest
from hearing import asks, heard

YOGA, SINGING, VIDEO, PHONE = "activity=yoga", "activity=singing", "format=video", "format=phone"
COUNSELLOR, MEN, GRIEF = "leader=counsellor", "for=men", "focus=grief"
FAITH = {"focus=faith", "for=faith-communities"}
CARERS = {"focus=carers", "for=carers"}


def refused(says: str) -> set[str]:
    """What a sentence asks to leave out."""
    return {part.values[0] for part in heard(says).parts if part.name == "avoid"}


def asked(says: str) -> set[tuple[str, ...]]:
    """What a sentence asks for."""
    return {one for one in asks(heard(says)) if one[0] != "avoid"}


@pytest.mark.parametrize(
    ("says", "what"),
    [
        ("hates yoga", YOGA),
        ("hated yoga", YOGA),
        ("can't stand yoga", YOGA),
        ("couldn't face yoga", YOGA),
        ("can't be doing with yoga", YOGA),
        ("can't be bothered with yoga", YOGA),
        ("yoga's not her thing", YOGA),
        ("yoga? not on your nelly", YOGA),
        ("yoga bores her rigid", YOGA),
        ("bored rigid by yoga", YOGA),
        ("too creaky for yoga", YOGA),
        ("least of all yoga", YOGA),
        ("nothing to do with yoga", YOGA),
        ("not if there's yoga", YOGA),
        ("been there done that with yoga", YOGA),
        ("wouldn't be seen dead doing yoga", YOGA),
        ("anything bar yoga", YOGA),
        ("anything but yoga", YOGA),
        ("can't see him doing yoga", YOGA),
        ("keep yoga well away", YOGA),
        ("yoga is out", YOGA),
        ("yoga classes are out", YOGA),
        ("yoga is his idea of hell", YOGA),
        ("put off by Zoom", VIDEO),
        ("steer clear of Zoom", VIDEO),
        ("keep away from Zoom", VIDEO),
        ("won't hear of Zoom", VIDEO),
        ("won't entertain Zoom", VIDEO),
        ("wouldn't touch Zoom", VIDEO),
        ("gone right off Zoom", VIDEO),
        ("no truck with Zoom", VIDEO),
        ("no way she'd do Zoom", VIDEO),
        ("no way will he do Zoom", VIDEO),
        ("over his dead body would he do Zoom", VIDEO),
        ("Zoom's out", VIDEO),
        ("Zoom is a no", VIDEO),
        ("Zoom is a deal breaker", VIDEO),
        ("Zoom is beyond her", VIDEO),
        ("Zoom would finish her", VIDEO),
        ("Zoom she couldn't", VIDEO),
        ("Zoom, no. Phone, yes", VIDEO),
        ("says no to Zoom", VIDEO),
        ("no to Zoom", VIDEO),
        ("phone gives her the fear", PHONE),
        ("dreads the phone", PHONE),
        ("no good ringing him", PHONE),
        ("anything w/out a screen", "format=online"),
        ("not w/ a counsellor", COUNSELLOR),
        ("doesn't trust counsellors", COUNSELLOR),
        ("had her fill of counsellors", COUNSELLOR),
        ("rather a nurse than a counsellor", COUNSELLOR),
        ("thought she wanted a counsellor, she doesn't", COUNSELLOR),
        ("nobody professional", "leader=professional"),
        ("rather be one of a crowd than singled out for one to one", "setting=one-to-one"),
        ("won't hear of a support group", "setting=group"),
        ("no GP involved", "joining=gp-referral"),
        ("not through the GP", "joining=gp-referral"),
        ("won't be a member of anything", "joining=membership"),
        ("nowhere that charges", "cost=paid"),
        ("men no", MEN),
        ("won't have a man anywhere near her", MEN),
        ("not if there are men", MEN),
        ("she's had it with men", MEN),
        ("won't sit with blokes", MEN),
        ("don't send anything for men", MEN),
        ("not for mums", "for=mothers"),
    ],
)
def test_a_refusal_leaves_out_and_is_no_wish(says: str, what: str) -> None:
    found = f"anxious, {says}"
    assert what in refused(found)
    assert tuple(what.split("=")) not in asked(found)


@pytest.mark.parametrize(
    ("says", "what"),
    [
        ("tried yoga, hated it", YOGA),
        ("tried yoga and hated every minute", YOGA),
        ("did yoga for years, couldn't stand it in the end", YOGA),
        ("went to a choir once, never again", SINGING),
        ("used to do yoga, can't be doing with it now", YOGA),
        ("been on Zoom, put her right off", VIDEO),
        ("had a counsellor, made her worse", COUNSELLOR),
        ("phone line was rubbish, he said never again", PHONE),
        ("yoga did nothing for her", YOGA),
        ("did a course, waste of time", "style=course"),
    ],
)
def test_what_was_tried_and_hated_is_refused(says: str, what: str) -> None:
    assert what in refused(f"anxious, {says}")


@pytest.mark.parametrize(
    "says",
    [
        "used to do yoga",
        "used to love yoga but not now",
        "hasn't been to yoga since",
        "doesn't go to yoga any more",
        "doesn't mind yoga",
        "wouldn't say no to yoga",
        "nothing against yoga",
        "isn't put off by yoga",
        "doesn't hate yoga",
        "can't get enough of yoga",
        "likes nothing better than yoga",
        "doesn't have to be yoga",
        "not necessarily yoga",
        "no yoga near her",
        "yoga, hates it when it's cold",
        "not really into yoga",
        "scared of yoga",
    ],
)
def test_what_is_told_or_harmless_is_not_left_out(says: str) -> None:
    says = says if says != "no yoga near her" else "there's no yoga group near her"
    assert not refused(f"anxious, {says}")


@pytest.mark.parametrize(
    "says",
    [
        "used to do yoga",
        "used to love yoga but not now",
        "tried yoga and hated it",
        "hasn't been to yoga since",
        "prefers knitting to yoga",
        "no way he'd do yoga",
        "not yoga",
    ],
)
def test_what_is_past_or_refused_is_no_wish(says: str) -> None:
    assert ("activity", "yoga") not in asked(f"anxious, {says}")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no objection to Zoom", ("format", "video")),
        ("nothing against Zoom", ("format", "video")),
        ("rather than sitting about talking he wants a walk", ("activity", "walking")),
        ("not a group he wants one to one", ("setting", "one-to-one")),
        ("no Zoom but phone is fine", ("format", "phone")),
        ("no men, though phone is ok", ("format", "phone")),
        ("hates yoga but loves walking", ("activity", "walking")),
        ("loves walking, hates yoga", ("activity", "walking")),
        ("prefers walking to swimming", ("activity", "walking")),
        ("can't come without a ramp", ("access", "step-free")),
        ("evenings, scrap that, mornings", ("time", "morning")),
        ("hates zoom but would do phone", ("format", "phone")),
        ("rather not online but would do phone", ("format", "phone")),
        ("not online though by phone is fine", ("format", "phone")),
        ("no mondays but tuesdays ok", ("day", "tuesday")),
    ],
)
def test_what_stands_outside_of_a_refusal_is_asked_for(
    says: str, expected: tuple[str, str]
) -> None:
    assert expected in asked(f"anxious, {says}")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("no church stuff", FAITH),
        ("steer clear of anything religious", FAITH),
        ("not one that's religious", FAITH),
        ("avoid anything to do w/ faith", FAITH),
        ("doesn't do religion", FAITH),
        ("no drink talk", {"focus=alcohol"}),
        ("keep him away from drink talk", {"focus=alcohol"}),
        ("no alcohol", {"focus=alcohol"}),
        ("not a grief group", {GRIEF}),
        ("not a group for grief", {GRIEF}),
        ("won't go to a grief group", {GRIEF}),
        ("isn't ready for bereavement stuff yet", {GRIEF}),
        ("no carers", CARERS),
        ("not a carers group", CARERS),
        ("isn't after carers", CARERS),
        ("doesn't want to be stuck with carers", CARERS),
        ("not a men's thing", {MEN}),
        ("not gay men in particular", set()),
        ("it's not drink", set()),
        ("no anxiety to speak of", set()),
        ("she isn't deaf", set()),
        ("she's not autistic", set()),
        ("isn't about the divorce", set()),
        ("it's not dementia", set()),
        ("not a veteran", set()),
        ("is no student", set()),
        ("he's not gay", set()),
        ("not a carer any more", set()),
        ("no history of drugs", set()),
        ("doesn't want to talk about the divorce", set()),
        ("there's no grief group near her", set()),
        ("no grief group near her", set()),
        ("hasn't found a grief group", set()),
        ("been to a men's group, wasn't for him", set()),
        ("doesn't want for friends", set()),
        ("nobody at home understands", set()),
        ("her GP is no help", set()),
        ("no men. Women only", {MEN}),
    ],
)
def test_a_subject_or_people_are_refused_or_only_told(says: str, expected: set[str]) -> None:
    assert refused(f"low mood, {says}") == expected


def test_a_group_that_is_missing_is_still_looked_for() -> None:
    assert ("focus", "grief") in asked("there's no grief group near her")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("hates yoga, singing and knitting", {YOGA, SINGING, "activity=crafts"}),
        ("hates yoga and singing", {YOGA, SINGING}),
        ("no Zoom and no phone", {VIDEO, PHONE}),
        ("neither Zoom nor phone", {VIDEO, PHONE}),
        ("no yoga, singing or walking", {YOGA, SINGING, "activity=walking"}),
        ("no yoga, walking and singing please", {YOGA}),
        ("hates yoga, walking is fine", {YOGA}),
    ],
)
def test_a_list_after_one_refusal_ends_with_it(says: str, expected: set[str]) -> None:
    assert refused(f"anxious, {says}") == expected


@pytest.mark.parametrize(
    ("says", "near"),
    [
        ("grew up in Ludlow so no Ludlow, Shrewsbury ok", ("Shrewsbury",)),
        ("everyone knows everyone in Bala, so no Bala, Dolgellau", ("Dolgellau",)),
        ("lives in Leeds but not Leeds, they know her", ()),
        ("Leeds, scrap that, Bradford", ("Bradford",)),
        ("lives in Leeds, hates it there", ("Leeds",)),
        ("not far from Leeds", ("Leeds",)),
    ],
)
def test_a_place_that_is_refused_is_not_where_to_look(says: str, near: tuple[str, ...]) -> None:
    reading = heard(f"grief, {says}")
    assert tuple(one[1] for one in asks(reading) if one[0] == "near") == near


@pytest.mark.parametrize(
    ("says", "times"),
    [
        ("weekends are out, so are mornings", {"weekdays"}),
        ("evenings are a non starter", {"06:00-17:00"}),
        ("Tuesdays? no. Fridays", {"friday"}),
        ("dreads Sundays", set()),
        ("it doesn't have to be mornings", set()),
    ],
)
def test_a_time_is_refused_or_told(says: str, times: set[str]) -> None:
    found = {
        value
        for one in asks(heard(f"grief, {says}"))
        if one[0] in ("day", "time")
        for value in one[1:]
    }
    assert times <= found
    assert times or not found


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("grief, steer clear of Zoom", ()),
        ("grief, tried yoga, hated it", ()),
        ("grief, nothing with knitting in it", ()),
    ],
)
def test_the_words_of_a_refusal_are_not_searched_for(says: str, left: tuple[str, ...]) -> None:
    assert heard(says).left == left


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("debt, if its not evenings she cant come", ("time", "evening")),
        ("debt, if it's not mondays he can't do it", ("day", "monday")),
        ("debt, if it's not on a monday it's no good", ("day", "monday")),
        ("debt, if it isnt online she wont do it", ("format", "online")),
        ("debt, if theres no zoom he wont bother", ("format", "video")),
        ("debt, if its not free she cant go", ("cost", "free")),
    ],
)
def test_what_nothing_would_do_without_is_asked_for(says: str, expected: tuple[str, str]) -> None:
    assert expected in asks(heard(says))
    assert not [name for name, *_ in asks(heard(says)) if name == "avoid"]


@pytest.mark.parametrize(
    ("says", "day"),
    [("debt, if its mondays she cant come", "monday"), ("debt, not mondays", "monday")],
)
def test_what_nobody_would_come_to_is_not(says: str, day: str) -> None:
    days = {value for name, *values in asks(heard(says)) if name == "day" for value in values}
    assert days
    assert day not in days


@pytest.mark.parametrize(
    ("says", "part"),
    [
        ("she disnae want zoom", ("avoid", "format=video")),
        ("cannae dae evenings", ("time", "06:00-17:00")),
        ("nae counsellors", ("avoid", "leader=counsellor")),
        ("wouldnae mind zoom", ("format", "video")),
        ("bide in Dundee, it doesnae have tae be women only", ("near", "Dundee")),
    ],
)
def test_a_scot_says_no_as_clearly(says: str, part: tuple[str, str]) -> None:
    assert [one for one in asks(heard(says)) if one[:2] != ("for", "women")] == [part]


def test_what_is_left_out_of_other_days_may_be_said_first() -> None:
    (days, *_) = asks(heard("save for thursdays, any afternoon"))
    assert days == ("day", "monday", "tuesday", "wednesday", "friday", "saturday", "sunday")
