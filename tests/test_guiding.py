"""A question put together step by step: what is said, what is taken, and that the end can be asked again."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import DAY, Ran, environment, example_directory, in_process
from showing import NOW

from peerfind.answers.answer import answer_to
from peerfind.asking.query import Typed
from peerfind.cli import commands
from peerfind.cli.commands import command
from peerfind.cli.prompting import completer
from peerfind.errors import UsageError
from peerfind.guiding.conversation import Conversation, command_line
from peerfind.guiding.questions import QUESTIONS, explanation, offers
from peerfind.index.opening import index_at
from peerfind.output.export import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from peerfind.guiding.questions import Question
    from peerfind.index.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The example directory, open."""
    return index_at(example_directory(tmp_path_factory.mktemp("guided") / "directory"), None)


WHOLE = """\
Enter skips, b goes back, ? explains, q shows the groups, ! says whom to ring in danger.

1 of 9. What is it about?
>\N{SPACE}
Read from the words: "grief".
greif is read as grief.
So far: grief.
4 groups fit so far.

2 of 9. Where?
>\N{SPACE}
So far: grief, near LS21.
4 groups fit so far.

3 of 9. How far would they go?
>\N{SPACE}
So far: grief, within 10 miles of LS21.
4 groups fit so far.

4 of 9. In person, or how else?
>\N{SPACE}
So far: grief, within 10 miles of LS21, by video call (you wrote "vidoe").
4 groups fit so far.

5 of 9. Who should lead it?
>\N{SPACE}

6 of 9. On which days, at what time?
>\N{SPACE}
So far: grief, within 10 miles of LS21, by video call, Tuesday, evening.
4 groups fit so far.

7 of 9. How old is the person?
>\N{SPACE}
So far: grief, within 10 miles of LS21, by video call, age 71, Tuesday, evening.
4 groups fit so far.

8 of 9. Whom do they belong to, if it matters?
>\N{SPACE}

9 of 9. Anything to avoid?
>\N{SPACE}
So far: grief, within 10 miles of LS21, by video call, age 71, Tuesday, evening, not phone.
4 groups fit so far."""


class Talk:
    """A conversation with a person whose answers are known; the rest are skipped."""

    def __init__(self, index: Index, answers: Sequence[str], typed: Typed | None = None) -> None:
        self.said: list[str] = []
        self._answers = iter(answers)
        conversation = Conversation(index, NOW, self._hear, self.said.append)
        self.typed = conversation.held(typed or Typed())
        self.command = command_line(index, self.typed, NOW)

    def _hear(self, prompt: str, _: Callable[[], Sequence[str]]) -> str:
        self.said.append(prompt)
        return next(self._answers, "")

    @property
    def counts(self) -> list[str]:
        """What was said of how many groups are left."""
        return [line for line in self.said if " so far." in line and "fit" in line]


def talk(index: Index, *answers: str, **typed: object) -> Talk:
    return Talk(index, answers, Typed(**typed))


# A whole conversation


def test_a_whole_conversation(index: Index) -> None:
    held = talk(index, "greif", "LS21", "10", "vidoe", "", "tuesday evening", "71", "", "phone")
    assert "\n".join(held.said) == WHOLE
    assert held.command == (
        "peerfind match --near LS21 --format video --age 71 --day tuesday --time evening "
        "--within 10 --avoid format=phone greif"
    )


def test_each_question_can_be_skipped_and_then_the_directory_is_listed(index: Index) -> None:
    held = talk(index)
    assert held.typed == Typed()
    assert held.command == "peerfind match"
    asked = [line for line in held.said if " of 9. " in line]
    assert len(asked) == len(QUESTIONS) - 1  # how far is not asked where nobody said of where


@pytest.mark.parametrize("word", ["no", "Anywhere", "don't mind", "  ", "DOESN'T MATTER"])
def test_what_does_not_matter_is_skipped(index: Index, word: str) -> None:
    assert talk(index, *[word] * 20).typed == Typed()


# What is taken


@pytest.mark.parametrize(
    ("answers", "command"),
    [
        pytest.param(["grief"], "--focus grief", id="a subject by its name"),
        pytest.param(["he died, grief"], "'he died, grief'", id="the caller's own words"),
        pytest.param(["", "Otley", "15 km"], "--near Otley --within '15 km'", id="a distance"),
        pytest.param(["", "", "online, phone"], "--format online --format phone", id="two ways"),
        pytest.param(["", "", "", "profesional"], "--leader professional", id="a slip"),
        pytest.param(["", "", "", "", "weekend"], "--day weekend", id="days"),
        pytest.param(["", "", "", "", "6pm-9pm"], "--time 18:00-21:00", id="a time"),
        pytest.param(
            ["", "", "", "", "Tuesday evening, sat"],
            "--day tuesday --day saturday --time evening", id="days and times",
        ),
        pytest.param(["", "", "", "", "", "22"], "--age 22", id="an age"),
        pytest.param(["", "", "", "", "", "", "women"], "--for women", id="whom one belongs to"),
        pytest.param(
            ["", "", "", "", "", "", "", "nurse, phone"],
            "--avoid leader=nurse --avoid format=phone", id="what to avoid",
        ),
        pytest.param(
            ["", "", "", "", "", "", "", "leader=nurse"], "--avoid leader=nurse",
            id="what to avoid, as a flag has it",
        ),
    ],
)  # fmt: skip
def test_an_answer_is_taken_for(index: Index, answers: list[str], command: str) -> None:
    assert talk(index, *answers).command == f"peerfind match {command}"


def test_a_near_spelling_is_taken_and_said(index: Index) -> None:
    assert 'So far: by video call (you wrote "vidoe").' in talk(index, "", "", "vidoe").said


def test_what_was_read_from_the_words_is_told_where_it_is_asked(index: Index) -> None:
    held = talk(index, "grief, near Otley", "q")
    assert '2 of 9. Where? (You said "near Otley": Enter keeps it.)' in held.said


def test_a_distance_is_asked_of_a_place_in_the_words(index: Index) -> None:
    held = talk(index, "grief, near Otley", "", "10")
    assert held.typed.within == "10"
    assert shlex.split(held.command)[2:] == ["--within", "10", "grief, near Otley"]


# What is not understood


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param(
            ["", "Xyzzyville"], "Xyzzyville", id="a place",
        ),
        pytest.param(
            ["", "", "xyzzy"],
            "'xyzzy' is not among the format terms. All of them: peerfind terms format", id="a term",
        ),
        pytest.param(
            ["", "", "", "", "someday"],
            '"someday" is no day or time. Write tuesday, weekend, evening, or 6pm-9pm.', id="a day",
        ),
        pytest.param(
            ["", "", "", "", "", "old"], "'old' is not an age. Write whole years, such as 22.",
            id="an age",
        ),
        pytest.param(
            ["", "LS21", "far"], "Type a distance such as 10, 10mi or 15km, not 'far'.", id="how far",
        ),
        pytest.param(
            ["", "", "", "", "", "", "", "xyzzy"], '"xyzzy" is not a term here.', id="what to avoid",
        ),
        pytest.param(
            ["", "", "", "", "", "", "", "profesionl, zzz"], '"zzz" is not a term here.',
            id="one of several",
        ),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_asked_again(index: Index, answers: list[str], told: str) -> None:
    held = talk(index, *answers)
    assert any(told in line for line in held.said)
    assert not any(line.startswith("--") for line in held.said)
    assert held.typed == Typed(asks={"near": ("LS21",)} if "LS21" in answers else {})


def test_words_that_no_group_has_are_asked_again(index: Index) -> None:
    held = talk(index, "xyzzy", "grief")
    assert any('No group says "xyzzy"' in line for line in held.said)
    assert held.command == "peerfind match --focus grief"


# Going about


def test_b_takes_back_the_answer_before(index: Index) -> None:
    held = talk(index, "grief", "LS21", "b", "Otley", "b", "b", "hearing voices")
    assert held.command == "peerfind match --focus hearing-voices"


def test_b_at_the_first_question_stays_there(index: Index) -> None:
    assert "This is the first question." in talk(index, "b", "grief").said


def test_b_goes_back_over_a_question_that_was_skipped(index: Index) -> None:
    asked = [line for line in talk(index, "", "", "b", "b", "q").said if " of 9. " in line]
    assert [line[0] for line in asked] == ["1", "2", "4", "2", "1"]


def test_q_stops_and_keeps_what_was_said(index: Index) -> None:
    held = talk(index, "grief", "q", "LS21")
    assert held.command == "peerfind match --focus grief"


def test_help_is_given_and_the_question_stays(index: Index) -> None:
    held = talk(index, "", "", "?", "video")
    assert any(line.startswith("Terms: ") and "in-person" in line for line in held.said)
    assert held.command == "peerfind match --format video"


def test_whom_to_ring_is_one_key_away(index: Index) -> None:
    assert "In danger, or cannot keep safe: 0113 496 0999." in talk(index, "!").said


def test_what_a_flag_asks_for_already_is_not_asked(index: Index) -> None:
    held = talk(index, asks={"focus": ["greif"], "near": ["LS21"]}, within="5")
    asked = [line for line in held.said if " of 9. " in line]
    assert [line[0] for line in asked] == ["4", "5", "6", "7", "8", "9"]
    assert held.command == "peerfind match --focus grief --near LS21 --within 5"


def test_a_beginning_that_cannot_be_understood_is_wrong_use(index: Index) -> None:
    with pytest.raises(UsageError, match="xyzzy"):
        talk(index, asks={"focus": ["xyzzy"]})


# A place that is not to be seen


def test_a_place_after_a_dash_is_not_in_the_command(index: Index) -> None:
    held = talk(index, "grief", "-", "Pateley Bridge", "10")
    assert held.command == "peerfind match --focus grief --near - --within 10"
    assert held.typed.near_typed == "Pateley Bridge"
    assert "Pateley" not in "\n".join(held.said)


def test_no_place_after_a_dash_asks_again(index: Index) -> None:
    held = talk(index, "", "-", "", "LS21")
    assert (held.typed.near_typed, held.command) == (None, "peerfind match --near LS21")


# On a terminal, and not elsewhere


@pytest.fixture
def peerfind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command line on the example directory."""
    directory = example_directory(tmp_path / "directory")
    return in_process(monkeypatch, capsys, tmp_path, directory)


@pytest.fixture
def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerfind.cli.prompting.can_ask", lambda *, no_input: not no_input)


def test_nothing_is_asked_through_a_pipe(peerfind: Callable[..., Ran]) -> None:
    told = "peerfind: --guide asks questions, so it needs a terminal and no --no-input.\n"
    assert peerfind("match", "--guide", typed="grief\n") == Ran(2, "", told)


@pytest.mark.usefixtures("_on_a_terminal")
def test_nothing_is_asked_where_that_is_forbidden(peerfind: Callable[..., Ran]) -> None:
    assert peerfind("match", "--guide", "--no-input").code == 2


@pytest.mark.usefixtures("_on_a_terminal")
def test_lines_are_read_and_the_groups_come_with_the_command(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    ran = peerfind("match", "--guide", "-o", "plain", typed="grief\nq\n")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Understood: grief.")
    assert ran.err.endswith("\nThe same again: peerfind match --focus grief\n")
    assert ran.out == peerfind("match", "--focus", "grief", "-o", "plain").out


@pytest.mark.usefixtures("_on_a_terminal")
def test_the_end_of_input_leaves_quietly(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    ran = peerfind("match", "--guide", typed="grief\n")
    assert (ran.code, ran.out) == (130, "")
    assert "Abort" not in ran.err


@pytest.mark.usefixtures("_on_a_terminal")
def test_a_list_of_all_points_to_the_questions(peerfind: Callable[..., Ran]) -> None:
    hint = "Step by step: peerfind match --guide\n"
    assert peerfind("match").err == hint
    assert peerfind("match", "--no-input").err == ""
    assert peerfind("match", "--focus", "grief").err == ""
    assert peerfind("match", "-o", "json").err == ""


@pytest.mark.skipif(os.name == "nt", reason="terminals of this kind are a thing of Unix")
@pytest.mark.parametrize("width", [40, 80])
def test_a_conversation_on_a_real_terminal(tmp_path: Path, width: int) -> None:
    import fcntl
    import struct
    import termios

    from test_terminal import lines, read_until

    example_directory(tmp_path / "directory")
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    kept = environment(PEERFIND_CACHE=str(tmp_path / "cache"), HOME=str(tmp_path), TERM="xterm")
    program = [sys.executable, "-m", "peerfind", "match", "--guide", "--today", DAY]
    running = subprocess.Popen(
        program, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=kept
    )
    os.close(theirs)
    shown = ""
    for typed in ("gri\t", "-", "Pateley Bridge", "q"):
        shown += read_until(ours, "Place: " if typed == "Pateley Bridge" else "> ")
        os.write(ours, typed.encode() + b"\n")
    shown += read_until(ours)
    os.close(ours)
    assert running.wait(timeout=30) == 0
    seen = lines(shown.replace("\r\n", "\n"))
    assert [line for line in seen if len(line) > width and not line.startswith("The same")] == []
    assert any(line.startswith("In danger") for line in seen)
    assert seen[-1].startswith("The same again: peerfind match --focus grief --near - ")
    assert "\x1b[?" not in shown
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert [name for name in left if "history" in name] == []


# Laws

ANSWERS = st.one_of(
    st.sampled_from(
        ["", "b", "?", "!", "grief", "lost my husband", "near Otley", "LS21", "-", "10", "Otley",
         "online", "peer", "tuesday", "evening", "71", "women", "nurse", "not online", "greif, 45"]
    ),
    st.text(max_size=12),
)  # fmt: skip


MATCH = command(["match"]).commands["match"]


def asked_by(line: str, place: str | None) -> Typed:
    """The question that a command line asks, as the command itself reads it."""
    kept: list[Typed] = []

    def keep(typed: Typed, **_: object) -> Typed:
        kept.append(typed)
        raise UsageError("This is enough.")

    with pytest.MonkeyPatch.context() as patch, suppress(UsageError):
        patch.setattr(commands.prompting, "with_place", keep)
        MATCH.main(shlex.split(line)[2:], standalone_mode=False)
    return kept[0]._replace(near_typed=place)


@settings(max_examples=some(15))
@given(answers=st.lists(ANSWERS, max_size=14))
def test_the_command_at_the_end_gives_the_same_answer(index: Index, answers: list[str]) -> None:
    held = Talk(index, answers)
    found = answer_to(index, held.typed, NOW)
    again = answer_to(index, asked_by(held.command, held.typed.near_typed), NOW)
    assert [*json_text(again)] == [*json_text(found)]


@settings(max_examples=some(12))
@given(answers=st.lists(ANSWERS.filter(lambda one: one not in {"b", "q"}), max_size=9))
def test_the_last_count_is_the_number_of_groups(index: Index, answers: list[str]) -> None:
    held = Talk(index, answers)
    if held.counts:
        total = answer_to(index, held.typed, NOW).total
        assert held.counts[-1].split()[0] == (f"{total}" if total else "No")


# What ? and Tab tell


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_every_question_explains_itself(index: Index, question: Question) -> None:
    first, *_ = explanation(question, index.vocabulary)
    assert first.endswith(".")
    assert len(question.words) < 60


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_what_tab_offers_is_understood(index: Index, question: Question) -> None:
    offered = [*offers(question, index.vocabulary)]
    assert offered or question.name in {"within", "age"}
    for one in offered[:5]:
        question.put(Typed(), one, index.vocabulary)


def test_tab_offers_what_begins_as_typed() -> None:
    offered = completer(lambda: ["Otley", "Oxford", "York"])
    assert [offered("o", n) for n in range(3)] == ["Otley", "Oxford", None]
    assert offered(" yo", 0) == " York"
    assert offered("", 0) is None
