"""`peerfind show --compare`: groups side by side, what differs on top."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, Ran, example_directory

from peerfind.cli.forms import COMPARISON
from peerfind.wording.cards import Brief
from peerfind.wording.comparison import NONE, NOT_STATED, compared
from peerfind.wording.say import Fact, Site
from peerfind.wording.sheets import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO = ("show", "--compare", "wharfe-evening-bereavement", "widowed-together-online", "--today", DAY)
THREE = (*TWO, "aire-walk")
BRIEF = Brief("", "", "", "", (), (), Site())


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


def done(ran: Ran) -> str:
    """What a command wrote that ended well and told nothing."""
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def sheet(name: str, **rows: str) -> Sheet:
    """A group that states a fact under each label."""
    stated = tuple(Row(label.replace("_", " "), (Fact(said),)) for label, said in rows.items())
    return Sheet(name.lower(), name, "", stated, (), BRIEF)


# Whole outputs


def test_in_a_pipe_each_fact_is_told_by_letter(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*TWO, *()))
        == """\
A: Wharfe Evening Bereavement Group (wharfe-evening-bereavement)
B: Widowed Together Online (widowed-together-online)

What differs:
Summary:
- A: A quiet evening group for people whose partner has died.
- B: A weekly video call for anyone whose partner has died.
Note:
- A: none
- B: Unclear: One page says Thursday, another says Friday.
When:
- A: 1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. Next: Tue 1 Dec 7pm, Tue 15 Dec 7pm.
- B: Thursdays, 7.30pm to 9pm. Next: Thu 26 Nov 7.30pm, Thu 3 Dec 7.30pm.
Where:
- A: Example Hall, 1 Example Street, Otley LS21 3AA.
- B: Anywhere in the UK.
How:
- A: In person. Just turn up. Free.
- B: Video. Book first. £2 a call.
Phone:
- A: 0113 496 0001
- B: 01632 960 100 (the network's)
Website:
- A: example.org/wharfe
- B: not stated: ask
Who:
- A: Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust.
- B: Led by volunteers and a nurse.
Part of:
- A: none
- B: Example Network (example-network)
Checked:
- A: Confirmed by phone 2 Oct 2026. By: link worker.
- B: Never confirmed (source of 11 May 2023): ring first.
Source:
- A: example.org/wharfe (May 2026).
- B: example.org/list (11 May 2023).

The same for all:
About: Grief of a partner.

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).
More lines: peerfind crisis
"""
    )


def test_a_terminal_shows_groups_side_by_side(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*TWO, *("-o", "table")))
        == """\
A  Wharfe Evening Bereavement Group                   wharfe-evening-bereavement
B  Widowed Together Online                               widowed-together-online

What differs
           A                                 B
Summary    A quiet evening group for people  A weekly video call for anyone
           whose partner has died.           whose partner has died.
Note       none                              Unclear: One page says Thursday,
                                             another says Friday.
When       1st and 3rd Tuesday of the        Thursdays, 7.30pm to 9pm. Next:
           month, 7pm to 8.30pm, not in      Thu 26 Nov 7.30pm, Thu 3 Dec
           August. Next: Tue 1 Dec 7pm, Tue  7.30pm.
           15 Dec 7pm.
Where      Example Hall, 1 Example Street,   Anywhere in the UK.
           Otley LS21 3AA.
How        In person. Just turn up. Free.    Video. Book first. £2 a call.
Phone      0113 496 0001                     01632 960 100 (the network's)
Website    example.org/wharfe                not stated: ask
Who        Led by people who have been       Led by volunteers and a nurse.
           through it. For ages 18 and
           over. Run by Wharfe Example
           Trust.
Part of    none                              Example Network
                                             (example-network)
Checked    Confirmed by phone 2 Oct 2026.    Never confirmed (source of 11
           By: link worker.                  May 2023): ring first.
Source     example.org/wharfe (May 2026).    example.org/list (11 May 2023).

The same for all
About      Grief of a partner.

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123
(Example Texts).
More lines: peerfind crisis
"""
    )


def test_a_narrow_terminal_shows_groups_under_one_another(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert (
        done(peerfind(*TWO, *("-o", "table")))
        == """\
A  Wharfe Evening Bereavement Group
   wharfe-evening-bereavement
B  Widowed Together Online
   widowed-together-online

What differs
Summary
  A  A quiet evening group for people
     whose partner has died.
  B  A weekly video call for anyone
     whose partner has died.
Note
  A  none
  B  Unclear: One page says Thursday,
     another says Friday.
When
  A  1st and 3rd Tuesday of the month,
     7pm to 8.30pm, not in August. Next:
     Tue 1 Dec 7pm, Tue 15 Dec 7pm.
  B  Thursdays, 7.30pm to 9pm. Next: Thu
     26 Nov 7.30pm, Thu 3 Dec 7.30pm.
Where
  A  Example Hall, 1 Example Street,
     Otley LS21 3AA.
  B  Anywhere in the UK.
How
  A  In person. Just turn up. Free.
  B  Video. Book first. £2 a call.
Phone
  A  0113 496 0001
  B  01632 960 100 (the network's)
Website
  A  example.org/wharfe
  B  not stated: ask
Who
  A  Led by people who have been through
     it. For ages 18 and over. Run by
     Wharfe Example Trust.
  B  Led by volunteers and a nurse.
Part of
  A  none
  B  Example Network (example-network)
Checked
  A  Confirmed by phone 2 Oct 2026. By:
     link worker.
  B  Never confirmed (source of 11 May
     2023): ring first.
Source
  A  example.org/wharfe (May 2026).
  B  example.org/list (11 May 2023).

The same for all
About      Grief of a partner.

In danger, or cannot keep safe:
0113 496 0999.
Very low now: 01632 960 123 (Example
Listeners) or text HELLO to
07700 900 123 (Example Texts).
More lines: peerfind crisis
"""
    )


def test_markdown_has_a_table_of_what_differs(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*TWO, *("-o", "markdown")))
        == """\
# Wharfe Evening Bereavement Group · Widowed Together Online

## What differs

| | Wharfe Evening Bereavement Group | Widowed Together Online |
| --- | --- | --- |
| **Summary** | A quiet evening group for people whose partner has died. | A weekly video call for anyone whose partner has died. |
| **Note** | none | Unclear: One page says Thursday, another says Friday. |
| **When** | 1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. Next: Tue 1 Dec 7pm, Tue 15 Dec 7pm. | Thursdays, 7.30pm to 9pm. Next: Thu 26 Nov 7.30pm, Thu 3 Dec 7.30pm. |
| **Where** | Example Hall, 1 Example Street, Otley LS21 3AA. | Anywhere in the UK. |
| **How** | In person. Just turn up. Free. | Video. Book first. £2 a call. |
| **Phone** | 0113 496 0001 | 01632 960 100 (the network's) |
| **Website** | example.org/wharfe | not stated: ask |
| **Who** | Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust. | Led by volunteers and a nurse. |
| **Part of** | none | Example Network (example-network) |
| **Checked** | Confirmed by phone 2 Oct 2026. By: link worker. | Never confirmed (source of 11 May 2023): ring first. |
| **Source** | example.org/wharfe (May 2026). | example.org/list (11 May 2023). |
| **Id** | `wharfe-evening-bereavement` | `widowed-together-online` |

## The same for all

- **About:** Grief of a partner.

---

In danger, or cannot keep safe: 0113 496 0999.

Very low now: 01632 960 123 (Example Listeners) or text HELLO to 07700 900 123 (Example Texts).

More lines: peerfind crisis
"""  # noqa: E501
    )


def test_rows_say_what_differs(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*TWO, *("-o", "csv"))).replace("\r\n", "\n")
        == """\
fact,differs,wharfe-evening-bereavement,widowed-together-online
Name,yes,Wharfe Evening Bereavement Group,Widowed Together Online
Summary,yes,A quiet evening group for people whose partner has died.,A weekly video call for anyone whose partner has died.
Note,yes,none,"Unclear: One page says Thursday, another says Friday."
When,yes,"1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. Next: Tue 1 Dec 7pm, Tue 15 Dec 7pm.","Thursdays, 7.30pm to 9pm. Next: Thu 26 Nov 7.30pm, Thu 3 Dec 7.30pm."
Where,yes,"Example Hall, 1 Example Street, Otley LS21 3AA.",Anywhere in the UK.
How,yes,In person. Just turn up. Free.,Video. Book first. £2 a call.
Phone,yes,0113 496 0001,01632 960 100 (the network's)
Website,yes,example.org/wharfe,not stated: ask
Who,yes,Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust.,Led by volunteers and a nurse.
Part of,yes,none,Example Network (example-network)
Checked,yes,Confirmed by phone 2 Oct 2026. By: link worker.,Never confirmed (source of 11 May 2023): ring first.
Source,yes,example.org/wharfe (May 2026).,example.org/list (11 May 2023).
About,no,Grief of a partner.,Grief of a partner.
"""  # noqa: E501
    )


def test_a_page_has_a_table_that_can_be_read_aloud(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind(*TWO, "-o", "html"))
    assert '<th scope="col">Widowed Together Online</th>' in page
    assert '<th scope="row">Phone</th><td>0113 496 0001</td>' in page
    assert page.index("<h2>What differs</h2>") < page.index("<h2>The same for all</h2>")
    assert page.endswith("</html>\n")


def test_json_says_which_keys_differ(peerfind: Callable[..., Ran]) -> None:
    document = json.loads(done(peerfind(*TWO, "-o", "json")))
    assert [*document] == ["version", "different", "same", "groups"]
    assert document["same"] == ["focus"]
    assert {"meets", "contact", "covers", "next_meetings"} <= {*document["different"]}
    assert [one["id"] for one in document["groups"]] == [*TWO[2:4]]
    keys = {key for one in document["groups"] for key in one["group"]} - {"id"}
    assert keys | {"next_meetings"} == {*document["same"], *document["different"]}


def test_rows_are_one_fact_each(peerfind: Callable[..., Ran]) -> None:
    rows = [*csv.DictReader(io.StringIO(done(peerfind(*THREE, "-o", "csv")), newline=""))]
    assert [*rows[0]] == ["fact", "differs", *TWO[2:4], "aire-walk"]
    phones = next(row for row in rows if row["fact"] == "Phone")
    assert [phones[name] for name in (*TWO[2:4], "aire-walk")] == [
        "0113 496 0001",
        "01632 960 100 (the network's)",
        NOT_STATED,
    ]


# Three and more


def test_three_groups_fit_beside_one_another_at_80_columns(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind(*THREE, "-o", "table"))
    (letters,) = (line for line in page.splitlines() if line.split() == ["A", "B", "C"])
    assert letters.index("C") > letters.index("B") > 20
    assert max(map(len, page.splitlines())) <= 80


def test_more_groups_than_have_room_stand_under_one_another(peerfind: Callable[..., Ran]) -> None:
    page = done(peerfind(*THREE, "young-voices", "old-circle", "-o", "table"))
    assert ["A", "B", "C", "D", "E"] not in [line.split() for line in page.splitlines()]
    assert "\n  E  " in page


@pytest.mark.parametrize("width", ["20", "40", "60", "80", "100", "200"])
def test_no_number_is_torn_and_no_name_is_cut(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    page = done(peerfind(*THREE, "-o", "table"))
    assert "0113 496 0001" in page
    assert "01632 960 100" in page
    assert "Widowed Together Online" in " ".join(page.split())


def test_a_group_that_is_named_twice_is_one(peerfind: Callable[..., Ran]) -> None:
    assert done(peerfind(*TWO, TWO[2])) == done(peerfind(*TWO))


@pytest.mark.parametrize("ids", [TWO[2:3], (TWO[2], TWO[2])])
def test_one_group_cannot_be_compared(peerfind: Callable[..., Ran], ids: tuple[str, ...]) -> None:
    ran = peerfind("show", "--compare", *ids)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "peerfind: --compare takes the ids of two groups or more.\n"


def test_a_group_that_is_not_there_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind("show", "--compare", "aire-walk", "aire-wolk")
    assert (ran.code, ran.out) == (2, "")
    assert "The nearest: aire-walk" in ran.err


def test_a_form_in_which_nothing_can_be_compared_is_wrong_use(peerfind: Callable[..., Ran]) -> None:
    ran = peerfind(*TWO, "-o", "message")
    assert ran.code == 2
    assert ran.err.startswith("peerfind: --output takes table, plain, json, csv, markdown or html")


@pytest.mark.parametrize("form", [one for one in COMPARISON if one not in ("json", "csv")])
def test_no_view_lacks_whom_to_ring_at_once(peerfind: Callable[..., Ran], form: str) -> None:
    assert "0113 496 0999" in done(peerfind(*THREE, "-o", form))


# What differs


def test_what_all_state_alike_is_the_same() -> None:
    made = compared(
        [sheet("One", How="free", When="Mon"), sheet("Two", How="free", When="Tue")], ()
    )
    assert [line.label for line in made.different] == ["When"]
    assert [line.label for line in made.same] == ["How"]


def test_what_one_does_not_state_is_a_question_and_differs() -> None:
    made = compared([sheet("One", Access="step-free"), sheet("Two")], ())
    assert made.different[0].cells == ("step-free", NOT_STATED)


@pytest.mark.parametrize("label", ["Note", "Part_of", "Source"])
def test_what_nobody_can_ask_is_none(label: str) -> None:
    made = compared([sheet("One", **{label: "x"}), sheet("Two")], ())
    assert made.different[0].cells == ("x", NONE)


def test_labels_keep_their_order_though_groups_lack_some() -> None:
    first = sheet("One", When="a", Phone="b", Who="c", Source="d")
    second = sheet("Two", Note="e", When="f", Phone="g", Website="h", Who="i", Access="j")
    labels = [line.label for line in compared([first, second], ()).different]
    assert labels == ["Note", "When", "Phone", "Website", "Who", "Access", "Source"]


def test_what_is_not_stated_is_told_where_it_belongs() -> None:
    made = compared([sheet("One", Not_stated="the cost"), sheet("Two", How="x")], ())
    assert [line.label for line in made.different] == ["How"]


def test_more_groups_than_letters_have_numbers() -> None:
    made = compared([sheet(f"G{n}", When=str(n)) for n in range(28)], ())
    assert [one.letter for one in made.groups][24:] == ["Y", "Z", "27", "28"]


labels = st.sampled_from(["Note", "When", "Where", "How", "Phone", "Who"])
facts = st.dictionaries(labels, st.sampled_from(["a", "b"]))


@given(st.lists(facts, min_size=2, max_size=5))
def test_every_fact_of_every_group_stands_once(stated: list[dict[str, str]]) -> None:
    made = compared([sheet(f"G{n}", **one) for n, one in enumerate(stated)], ())
    lines = (*made.different, *made.same)
    assert sorted(line.label for line in lines) == sorted({key for one in stated for key in one})
    for line in lines:
        for cell, one in zip(line.cells, stated, strict=True):
            assert one.get(line.label, cell) == cell
            assert (cell in (NOT_STATED, NONE)) == (line.label not in one)
    assert all(len({*line.cells}) > 1 for line in made.different)
    assert all(len({*line.cells}) == 1 for line in made.same)
