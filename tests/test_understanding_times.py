"""When a person can come: stretches by the clock, school hours, lists of days, and times that are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hearing import asks, heard
from hypothesis import given
from hypothesis import strategies as st

from peerfind.asking.understanding.said import Said
from peerfind.asking.understanding.when import clock

# Times as they are said on a call, with the days and the times of day that are meant; near-misses have none.
SAID = Path(__file__).parent / "cases" / "said" / "times.tsv"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def when(says: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days and the times that are read."""
    found = asks(heard(says))
    days = next((one[1:] for one in found if one[0] == "day"), ())
    return days, next((one[1:] for one in found if one[0] == "time"), ())


@pytest.mark.parametrize(
    ("says", "time"),
    [
        ("grief, from 7 onwards", "19:00-23:00"),
        ("grief, 7 onwards", "19:00-23:00"),
        ("grief, 7pm onwards", "19:00-23:00"),
        ("grief, from seven onwards", "19:00-23:00"),
        ("grief, after half 3", "15:30-23:00"),
        ("grief, evenings from 7", "19:00-23:00"),
        ("grief, before noon", "06:00-12:00"),
        ("grief, 10am to noon", "10:00-12:00"),
        ("grief, between 9 and 3", "09:00-15:00"),
        ("grief, 2-4pm on a wednesday", "14:00-16:00"),
        ("grief, wednesdays 2-4", "14:00-16:00"),
        ("grief, tuesdays 2 to 4", "14:00-16:00"),
        ("grief, 10 till 12 weekdays", "10:00-12:00"),
        ("grief, after tea", "evening"),
        ("grief, teatime", "16:00-19:00"),
    ],
)
def test_a_stretch_by_the_clock_is_read(says: str, time: str) -> None:
    assert when(says)[1] == (time,)


@pytest.mark.parametrize(
    "says",
    [
        "bus at 10, 4 kids", "groups of 10 to 12 people", "2 to 3 drinks a night", "baby 2 to 4 weeks old",
        "route 7 on the bus", "works 9 to 5", "lates all month 2 till 10", "12 on the list", "3 on 1 support",
        "between 4pm and 2pm", "7 on the waiting list",
    ],
)  # fmt: skip
def test_numbers_of_something_else_are_no_time(says: str) -> None:
    assert when(says)[1] == ()


@pytest.mark.parametrize(
    "says",
    [
        "only free between school drop off at 9 and pick up at 3",
        "between drop-off and pick-up",
        "while the kids are at school",
        "when her children are at school",
        "whilst he is in nursery",
    ],
)
def test_school_hours_are_those_of_weekdays(says: str) -> None:
    assert when(f"anxiety, {says}") == (("weekdays",), (clock.AT_SCHOOL,))


@pytest.mark.parametrize(
    "says",
    ["when she was little", "while at work", "between jobs", "not when the kids are at school"],
)
def test_no_school_hours_where_nobody_is_to_come_then(says: str) -> None:
    assert when(f"anxiety, {says}") == ((), ())


@pytest.mark.parametrize(
    ("says", "days", "times"),
    [
        ("any weeknight", ("weekdays",), ("evening",)),
        ("week nights only", ("weekdays",), ("evening",)),
        ("school nights", ("weekdays",), ("evening",)),
        ("midweek evenings", WEEK[1:4], ("evening",)),
        ("mon to fri", ("weekdays",), ()),
        ("mon-fri", ("weekdays",), ()),
        ("tues to thurs evenings", WEEK[1:4], ("evening",)),
        ("tues & fri are out", ("monday", *WEEK[2:4], *WEEK[5:]), ()),
        ("not tuesdays or fridays", ("monday", *WEEK[2:4], *WEEK[5:]), ()),
        ("Mondays and Wednesdays clash", ("tuesday", *WEEK[3:]), ()),
        ("every tuesday", ("tuesday",), ()),
        ("can come every other thursday", ("thursday",), ()),
    ],
)
def test_several_days_are_read_as_one_list(
    says: str, days: tuple[str, ...], times: tuple[str, ...]
) -> None:
    assert when(f"anxiety, {says}") == (days, times)


@pytest.mark.parametrize(
    ("says", "days", "times"),
    [
        ("has his kids every other weekend so week nights only", ("weekdays",), ("evening",)),
        ("works tuesdays, can do thursdays", ("thursday",), ()),
        ("works in the dockyard mornings, tuesday or wednesday", ("tuesday", "wednesday"), ()),
        ("rang twice today, ideally a sunday", ("sunday",), ()),
        ("visits every afternoon, so evenings", (), ("evening",)),
        ("works 9 to 5, anything after 6", (), ("18:00-23:00",)),
        ("her eldest got six years on thursday", (), ()),
        ("did not go to bed for 5 nights", (), ()),
        ("last full nights kip was 2021", (), ()),
        ("loses whole afternoons", (), ()),
        ("he is wide awake at 3 every morning", (), ()),
        ("sobs in the car every morning", (), ()),
        ("has her grandkids on mondays", (), ()),
        ("sectioned tonight", (), ()),
        ("wants to come tonight", ("today",), ("evening",)),
        ("something on today", ("today",), ()),
        ("grief, today please", ("today",), ()),
        ("can she be seen today", ("today",), ()),
        ("grief, feeling low today", (), ()),
        ("leaves hospital today", (), ()),
        ("nil asked for today", (), ()),
        ("discharge thurs, bed 14", (), ()),
        ("ward 6 transferred her tues", (), ()),
        ("the ward moved him friday", (), ()),
        ("thursdays suited her", ("thursday",), ()),
        ("MRI wednesday, lonely", (), ()),
        ("grief, 12 to 2 or nothing", (), ("12:00-14:00",)),
        ("grief, 2 to 3 or more pints", (), ()),
        ("after 6 cos of a placement", (), ("18:00-23:00",)),
        ("after 6 as he works", (), ("18:00-23:00",)),
        ("after 6 years of it", (), ()),
        ("drinks after 6 as he always has", (), ()),
        ("sat before 1", ("saturday",), ("06:00-13:00",)),
        ("has two girls before 1", (), ()),
        ("weekend mornins", ("weekend",), ("morning",)),
        ("tues evenin", ("tuesday",), ("evening",)),
        ("forenoons are best", (), ("morning",)),
        ("mornings r a no", (), ("12:00-23:00",)),
    ],
)
def test_what_happens_at_a_time_is_told_and_not_asked_for(
    says: str, days: tuple[str, ...], times: tuple[str, ...]
) -> None:
    assert when(says) == (days, times)


@pytest.mark.parametrize(
    ("says", "days", "times"), [line.split("\t") for line in SAID.read_text("utf-8").splitlines()]
)
def test_times_are_read_as_they_are_meant(says: str, days: str, times: str) -> None:
    assert tuple(map(",".join, when(f"depression, {says}"))) == (days, times)


@pytest.mark.parametrize(
    "says",
    [
        "not at the weekend as thats when the grandkids come",
        "not saturdays, thats when he drinks",
        "cant do sundays, thats her hour with mum",
        "isnt free sundays so not then",
        "not free at weekends",
        "not saturdays, sundays or mondays",
    ],
)
def test_what_points_back_turns_no_refusal_round(says: str) -> None:
    days = when(f"depression, {says}")[0]
    named = {day for day in WEEK if f"{day}s" in says} or {*WEEK[5:], "weekend"}
    assert days
    assert named.isdisjoint(days)


@pytest.mark.parametrize("says", ["dreads sundays", "hates the weekends", "drinks fri and sat"])
def test_what_is_felt_or_done_on_a_day_asks_neither_for_it_nor_against_it(says: str) -> None:
    assert when(f"depression, {says}") == ((), ())


def test_a_day_that_is_told_is_no_search_either() -> None:
    assert "monday" not in " ".join(heard("depression, got the sack last monday").left)


@given(st.text(alphabet="0123456789apm:- tolfrbewn", max_size=30), st.sampled_from([True, False]))
def test_every_stretch_starts_before_it_ends_and_stays_in_what_was_said(
    typed: str,
    is_led: bool,  # noqa: FBT001 (Hypothesis gives it)
) -> None:
    said = Said(typed)
    for at in range(len(said)):
        if found := clock.stretch(said, at, is_led=is_led):
            start, _, end = found[0].partition("-")
            assert "00:00" <= start < end <= "23:59"
            assert at + found[1] <= len(said)


@pytest.mark.parametrize(
    ("says", "time"),
    [
        ("Mon-Fri but after 6, grief", "18:00-23:00"),
        ("mondays but after 6, grief", "18:00-23:00"),
        ("any day but after 6, grief", "18:00-23:00"),
        ("weekdays but before noon, grief", "06:00-12:00"),
        ("any time but mornings, grief", "12:00-23:00"),
        ("any time but after 6, grief", "06:00-18:00"),
    ],
)
def test_but_says_more_of_days_and_leaves_out_of_any_time(says: str, time: str) -> None:
    assert ("time", time) in asks(heard(says))


@pytest.mark.parametrize(
    "says", ["mondays, if not then nothing doing", "fridays, if not then the phone"]
)
def test_if_not_then_refuses_no_day(says: str) -> None:
    (day,) = [one for one in asks(heard(says)) if one[0] == "day"]
    assert len(day) == len(("day", "monday"))


ALL_BUT = {day: tuple(other for other in WEEK if other != day) for day in WEEK}


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ("mondays she can't do", "monday"),
        ("can't make it mondays", "monday"),
        ("tuesdays are taken", "tuesday"),
        ("tues is took", "tuesday"),
        ("thursday is her chemo so never then", "thursday"),
        ("lad has swimming lessons on a tuesday so that nights gone", "tuesday"),
        ("fridays are sacred, rest negotiable", "friday"),
        ("works tuesdays in the charity shop, otherwise free", "tuesday"),
        ("probation is tuesdays at 2, cant miss", "tuesday"),
        ("unavailable tuesdays", "tuesday"),
        ("tied up on mondays", "monday"),
        ("cant get out on mondays", "monday"),
        ("cannot under any circumstances do mondays", "monday"),
        ("no way on a monday", "monday"),
        ("mondays out", "monday"),
    ],
)
def test_a_day_that_is_refused_leaves_the_others(says: str, refused: str) -> None:
    assert when(says)[0] == ALL_BUT[refused]


@pytest.mark.parametrize(
    ("says", "days", "times"),
    [
        ("friday, no sorry thursday", ("thursday",), ()),
        ("wanted mondays, rang back, make it tues", ("tuesday",), ()),
        ("evening, scrap that, hes back on lates. mornings", (), ("morning",)),
        ("not tuesday but wednesday", ("wednesday",), ()),
        ("said no to weekends at first, now weekends are fine", ("weekend",), ()),
        ("shift pattern mon-thurs. lives in Horley, sat only", ("saturday",), ()),
        ("fri am no, fri evening yes", ("friday",), ("evening",)),
        ("she can make it on mondays", ("monday",), ()),
        ("monday? no, tuesday", ("tuesday",), ()),
        ("mondays used to be ok, now tuesdays", ("tuesday",), ()),
        ("tuesdays wont work but wednesdays will", ("wednesday",), ()),
    ],
)
def test_what_was_said_first_gives_way_to_what_puts_it_right(
    says: str, days: tuple[str, ...], times: tuple[str, ...]
) -> None:
    assert when(f"grief, {says}") == (days, times)


@pytest.mark.parametrize(
    "says",
    [
        "used to go to the monday club till it folded",
        "saturday lad at the butchers",
        "her sister goes to a tuesday thing",
        "neighbour swears by the friday lunch club",
        "sundays kill him",
        "weekday mornings are longest",
        "mondays she has chemo",
        "eldest has karate tuesdays",
        "kids go to their dads at weekends",
        "seeing psychiatrist a week on monday",
        "anniversary of her death falls on the sunday",
        "every sunday at four the panic attacks start",
        "in her sunday best",
        "thank god its friday he says",
        "ruby tuesday was her song",
        "sheffield wednesday fan",
        "got an email from HR friday",
        "was raped at 17, is 50 today",
        "had a bad weekend",
        "had to bury her mum on friday",
        "until friday",
        "its parents evening at the school",
        "the morning after pill made her ill",
        "finds the long evenings lonely",
        "wakes in the mornings and cries",
        "bullied every single day after school",
        "clears the cupboards, most nights",
        "coffee mornings bore her",
        "morning! can you send details of your meetings",
        "mondays are tricky",
        "nothing on at weekends, wants something",
        "sees nobody at weekends",
        "hes at the gym tuesdays",
        "cpn comes mondays and suggested a group",
        "no one to talk to in the evenings",
    ],
)
def test_a_time_of_the_story_is_not_asked_for(says: str) -> None:
    assert when(says) == ((), ())


@pytest.mark.parametrize(
    ("says", "days", "times"),
    [
        ("lady with grief, tuesdays", ("tuesday",), ()),
        ("saturday is her one day, mother in law has the child", ("saturday",), ()),
        ("weds is the one night she isnt on shift", ("wednesday",), ()),
        ("wednesdays hes got a relief", ("wednesday",), ()),
        ("mondays are her day off", ("monday",), ()),
        ("wants the tuesday group", ("tuesday",), ()),
        ("art on a thursday", ("thursday",), ()),
        ("lonely on sundays", ("sunday",), ()),
        ("friday lunch club in otley", ("friday",), ()),
        ("sheffield wednesday evenings", ("wednesday",), ("evening",)),
        ("evening, grief, leeds", (), ("evening",)),
        ("eldest has karate tuesdays so any other weekday", (*WEEK[:1], *WEEK[2:5]), ()),
        ("works mon-thurs, off the rest", WEEK[4:], ()),
        ("her mum has the kids tuesdays", ("tuesday",), ()),
        ("mother in law minds the baby on fridays", ("friday",), ()),
        ("fridays she finishes at lunch", ("friday",), ("12:00-23:00",)),
        ("thursdays her husband is home", ("thursday",), ()),
        ("mondays the kids are at school", ("monday",), ()),
        ("nothing on mondays", WEEK[1:], ()),
        ("kids with their dad every other weekend so those", ("weekend",), ()),
    ],
)
def test_a_time_in_few_words_is_asked_for(
    says: str, days: tuple[str, ...], times: tuple[str, ...]
) -> None:
    assert when(says) == (days, times)


@pytest.mark.parametrize(
    ("says", "times"),
    [
        ("half six onwards", ("18:30-23:00",)),
        ("could manage one till three", ("13:00-15:00",)),
        ("mornings she's asleep, so two till six", ("14:00-18:00",)),
        ("from eleven in the morning", ("11:00-23:00",)),
        ("btwn half nine n eleven, mornings", ("09:30-11:00",)),
        ("b4 noon", ("06:00-12:00",)),
        ("12 to 2 but not fridays", ("12:00-14:00",)),
        ("clocks off at four, wants to go from then on", ("16:00-23:00",)),
        ("works 6 till 2, so from half two in the afternoon", ("14:30-23:00",)),
        ("evenings in winter frighten her, so before four in the afternoon", ("06:00-16:00",)),
        ("has to be home by nine", ("06:00-21:00",)),
        ("evenings, done by half eight cos of the last ferry", ("17:00-20:30",)),
        ("evenings but not after 8", ("17:00-20:00",)),
        ("mornings, not before 10", ("10:00-12:00",)),
        ("not mornings or evenings", ("12:00-17:00",)),
        ("nothing before ten, nothing past three", ("10:00-15:00",)),
        ("mornings are bad for him", ("12:00-23:00",)),
        ("evenings are a non starter", ("06:00-17:00",)),
        ("weekends are out, so are mornings", ("12:00-23:00",)),
        ("someone to ring late at night", ("21:00-23:59",)),
        ("school hrs pls", ("09:00-15:00",)),
        ("prefers mornings to evenings", ("morning",)),
        ("over lunch", ("11:30-14:00",)),
        ("early evening", ("17:00-20:00",)),
        ("after the school run", ("09:00-15:00",)),
        ("group of four to six people", ()),
        ("3 to 6 pints a night", ()),
        ("one to one", ()),
        ("one till he died", ()),
        ("lost half ten years ago", ()),
        ("abused from 8 till 12", ()),
        ("drinks late at night", ()),
        ("awake at three in the morning", ()),
    ],
)
def test_hours_are_read_however_they_are_said(says: str, times: tuple[str, ...]) -> None:
    assert when(says)[1] == times


@pytest.mark.parametrize("says", ["every other weekend free", "friday's her only free day"])
def test_a_free_day_is_not_free_of_charge(says: str) -> None:
    assert [one[0] for one in asks(heard(f"grief, {says}")) if one[0] in ("day", "cost")] == ["day"]
