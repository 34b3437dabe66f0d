"""A geocoder, asked in an interview or by flags: what is sent, what is taken, and what comes of no answer."""

from __future__ import annotations

import json
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some
from running import Ran, in_process

from peerfind.cli import prompting
from peerfind.errors import NetworkError, UsageError
from peerfind.geo import Point
from peerfind.keeping import geocoding
from peerfind.keeping.geocoding import Located, located

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTLEY = {"venue.town": "Otley", "venue.postcode": "LS21 3AA"}
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
NEEDED = ("Example Walk", "A walk.", "in-person", "peer", "grief", "https://example.org/w", "")
PLACE = ("", "Otley", "LS21 3AA", "", "Example Hall", "", "", "end")
FOUND = "The geocoder found Example Hall (53.9051, -1.6932). That is "


def body(latitude: Any, longitude: Any, name: Any = "Example Hall") -> bytes:
    return json.dumps([{"lat": latitude, "lon": longitude, "display_name": name}]).encode()


@pytest.fixture
def server() -> Callable[[bytes], tuple[str, list[str]]]:
    """Makes a server that says these bytes to whoever comes: its address, and what came."""

    def serving(answer: bytes) -> tuple[str, list[str]]:
        listening = socket.create_server(("127.0.0.1", 0))
        came: list[str] = []

        def serve() -> None:
            with listening:
                connection, _ = listening.accept()
                with connection:
                    came.append(connection.recv(65536).decode())
                    connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}", came

    return serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_directory(tmp_path / "directory", {"west-yorkshire/other": {"name": "Other"}})


@pytest.fixture
def interview(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    folder: Path,
) -> Callable[..., Ran]:
    """Runs `new` for a person who types these lines at a terminal, and then no more."""
    run = in_process(monkeypatch, capsys, tmp_path, folder)

    def typed(lines: tuple[str, ...], *flags: str) -> Ran:
        left = [*lines]

        def hear(prompt: str, _: object) -> str:
            sys.stderr.write(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(prompting, "hear", hear)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        return run("new", *flags)

    return typed


def written(folder: Path) -> Any:
    """The group that was written; None where none was."""
    paths = [one for one in (folder / "groups").rglob("*.yaml") if one.stem != "other"]
    return yaml.safe_load(paths[0].read_text()) if paths else None


# In an interview


@pytest.mark.parametrize("yes", ["y", "YES", " y "])
def test_who_takes_the_coordinates_has_them_in_the_file(
    interview: Callable[..., Ran], server: Callable[..., Any], folder: Path, yes: str
) -> None:
    address, came = server(OK + b"\r\n" + body(53.9051, -1.6932))
    ran = interview((*NEEDED, *PLACE, yes, "y"), "--geocode", "--geocoder", address)
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert FOUND in ran.err
    assert "too far" not in ran.err
    venue = written(folder)["venue"]
    assert (venue["latitude"], venue["longitude"]) == (53.9051, -1.6932)
    (request,) = came
    assert "q=Example+Hall%2C+Otley%2C+LS21+3AA" in request
    assert "countrycodes=gb" in request
    assert "grief" not in request


@pytest.mark.parametrize("no", ["n", "", "no", "later", "yes please"])
def test_who_does_not_take_them_has_a_file_without(
    interview: Callable[..., Ran], server: Callable[..., Any], folder: Path, no: str
) -> None:
    address, _ = server(OK + b"\r\n" + body(53.9051, -1.6932))
    ran = interview((*NEEDED, *PLACE, no, "y"), "--geocode", "--geocoder", address)
    assert ran.code == 0
    assert written(folder)["venue"] == {
        "name": "Example Hall",
        "town": "Otley",
        "postcode": "LS21 3AA",
    }


def test_what_is_far_off_is_said_before_it_is_asked(
    interview: Callable[..., Ran], server: Callable[..., Any], folder: Path
) -> None:
    address, _ = server(OK + b"\r\n" + body(51.45, -2.58, "Example\x1b[2J Hall"))
    ran = interview((*NEEDED, *PLACE, "n", "y"), "--geocode", "--geocoder", address)
    told = ran.err.index("too far to be it.\n")
    assert told < ran.err.index("Take these coordinates? y or n: ")
    assert "\x1b" not in ran.err
    assert "latitude" not in written(folder)["venue"]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((*NEEDED, *PLACE), "The geocoder gave no answer: "),
        ((*NEEDED, "", "Otley", "", "", "", "", "y", "end"), "The place is private"),
        ((*NEEDED, "end"), "There is no venue to look up."),
    ],
    ids=["no network", "private", "no venue"],
)
def test_without_an_answer_the_interview_goes_on_and_the_file_has_none(
    interview: Callable[..., Ran], folder: Path, answers: tuple[str, ...], why: str
) -> None:
    ran = interview((*answers, "y"), "--geocode", "--geocoder", "http://127.0.0.1:9")
    assert ran.code == 0
    (told,) = [line for line in ran.err.splitlines() if why in line]
    assert told.endswith("The file has no coordinates.")
    assert "Take these" not in ran.err
    assert "latitude" not in written(folder).get("venue", {})


def test_who_leaves_at_the_coordinates_leaves_nothing_behind(
    interview: Callable[..., Ran], server: Callable[..., Any], folder: Path
) -> None:
    address, _ = server(OK + b"\r\n" + body(53.9051, -1.6932))
    ran = interview((*NEEDED, *PLACE), "--geocode", "--geocoder", address)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("Take these coordinates? y or n: \nNothing was written.\n")
    assert written(folder) is None


def test_nobody_is_asked_and_nothing_is_sent_without_the_flag(
    interview: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        pytest.fail("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setenv("PEERFIND_GEOCODER", "http://127.0.0.1:9")
    assert interview((*NEEDED, *PLACE, "y")).code == 0
    assert "latitude" not in written(folder)["venue"]


def test_a_file_with_an_error_is_shown_again_with_the_reason_and_not_written(
    interview: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "peerfind.keeping.interviewing.Interview._take", lambda self, question, value: bool(
            self.answers.update({question.key: value}) or True
        )
    )  # fmt: skip
    lines = (*NEEDED, *PLACE, "contact.email", "nobody", "y", "y", "contact.email", "-", "y")
    ran = interview(lines)
    assert ran.code == 0
    assert ran.err.count("With an error it cannot be written. Change that line first.") == 3
    assert "Type y, n, b" not in ran.err
    assert "contact" not in written(folder)


# Answers of any kind


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n\r\n",
        OK + b"Content-Length: 500\r\n\r\n[",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"\r\n" + b"[" * 100_000 + b"]" * 100_000,
        OK + b"\r\n" + body("nan", "nan"),
        OK + b"\r\n" + body("inf", "-1e999"),
        OK + b"\r\n" + body(53.9, -1.69, 7),
        OK + b'\r\n[{"lat":"53.9","lon":"-1.69"}]',
        OK + b'\r\n[{"lat":' + b"9" * 6000 + b',"lon":-1.69,"display_name":"x"}]',
        OK + b'\r\n[{"lat":"53.9","lon":"-1.69","display_name":"\xff\xfe"}]',
        b"HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\n\r\n",
        b"HTTP/1.1 200 " + b"x" * 100_000,
    ],
    ids=["nothing", "no-http", "cut", "bad-chunk", "deep", "nan", "inf", "no-name", "nameless",
         "long-number", "no-utf-8", "to-a-file", "long-line"],
)  # fmt: skip
def test_no_answer_brings_it_down(server: Callable[..., Any], answer: bytes) -> None:
    address, _ = server(answer)
    with pytest.raises(
        NetworkError, match=r"The geocoder gave (no answer: |an answer that cannot)"
    ):
        located(OTLEY, address)


@pytest.mark.parametrize("address", ["http://[", "http://", "http:///x", "file:///etc", "x", "//x"])
def test_what_is_no_address_of_a_server_is_wrong_use(address: str) -> None:
    with pytest.raises(UsageError, match="is no web address of a geocoder"):
        located(OTLEY, address)


def test_where_no_place_is_known_nobody_can_tell_how_far_it_is(server: Callable[..., Any]) -> None:
    address, _ = server(OK + b"\r\n" + body(53.9051, -1.6932))
    found = located({"venue.name": "Example Hall"}, address)
    assert (found.near, found.away_km, found.is_far) == ("", None, True)


def test_by_flags_a_place_that_cannot_be_compared_is_refused(
    server: Callable[..., Any], folder: Path, interview: Callable[..., Ran]
) -> None:
    address, _ = server(OK + b"\r\n" + body(53.9051, -1.6932))
    named = ("name", "summary", "format", "leader", "focus", "sources")
    stated = dict(zip(named, NEEDED, strict=False)) | {"venue.name": "Example Hall"}
    flags = [part for key, value in stated.items() for part in ("--set", f"{key}={value}")]
    ran = interview((), "--geocode", "--geocoder", address, *flags)
    assert (ran.code, ran.out) == (4, "")
    assert "No place is known to compare it with." in ran.err
    assert written(folder) is None


def test_a_long_name_is_cut(server: Callable[..., Any]) -> None:
    address, _ = server(OK + b"\r\n" + body(53.9051, -1.6932, "x" * 5000))
    assert located(OTLEY, address).name == "x" * 160


# Figures


@pytest.mark.parametrize(
    ("point", "figures"),
    [
        ((53.9051234, -1.6932), ("53.90512", "-1.6932")),
        ((51.4779, -0.000012), ("51.4779", "-0.00001")),  # Greenwich
        ((51.4779, -0.0000012), ("51.4779", "0.0")),
        ((50.0, 1.0), ("50.0", "1.0")),
    ],
)
def test_coordinates_are_written_as_people_write_them(
    point: tuple[float, float], figures: tuple[str, str]
) -> None:
    answers = Located("Example Hall", Point(*point), "", None, is_far=True).answers
    assert (*answers.values(),) == figures


@settings(max_examples=some(60), derandomize=True)
@given(st.floats(49, 61), st.floats(-8, 2))
def test_figures_are_plain_and_less_than_a_metre_off(latitude: float, longitude: float) -> None:
    found = Located("", Point(latitude, longitude), "", None, is_far=True).answers
    for figure, degrees in zip(found.values(), (latitude, longitude), strict=True):
        assert set(figure) <= set("-.0123456789")
        assert abs(float(figure) - degrees) <= 0.5 * 10**-geocoding._FIGURES + 1e-12  # noqa: SLF001
