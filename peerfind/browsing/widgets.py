"""The parts of the screen that Textual has not: a line to type in, a list, a page over all else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult  # noqa: TC002 (Textual reads it)
from textual.binding import BindingType  # noqa: TC002
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, OptionList, Static

from peerfind.browsing import pages


class Words(Input):
    """Where words are typed, which takes every letter but the keys for help and for crisis lines."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here."""
        return character not in ("?", "!") and super().check_consume_key(key, character)


class Page(ModalScreen[None]):
    """A page over the screen: its title, its text, the crisis lines, and what `y` copies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,enter", "dismiss", "Close"),
        ("y", "copy", "Copy"),
    ]

    def __init__(self, title: str, body: str, crisis: str, copied: str = "") -> None:
        super().__init__()
        self.title = title
        self._parts = title, body, crisis
        self._copied = copied

    def compose(self) -> ComposeResult:
        """Lay it out."""
        title, body, crisis = self._parts
        keys = f"{'y copy  ' if self._copied else ''}up, down read on  escape close"
        with Vertical():
            yield Static(Content(title), classes="title")
            with VerticalScroll(id="page"):
                yield Static(Content(body))
            yield Static("", id="tell", markup=False)
            yield Static(Content(crisis), id="crisis")
            yield Static(Content(keys), id="keys")

    def on_mount(self) -> None:
        """Let the arrows read on."""
        self.query_one("#page").focus()

    def action_copy(self) -> None:
        """Copy the text, and say so."""
        if self._copied:
            self.app.copy_to_clipboard(self._copied)
            self.query_one("#tell", Static).update(Content(pages.COPIED.format("the text")))


class Listed(OptionList):
    """A list that shows where it stands by reversing it, which Textual leaves out of its own."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """How a part of the list looks."""
        style = super().get_visual_style(*component_classes, partial=partial)
        looks = [self.get_component_styles(one).text_style for one in component_classes]
        return style + Style(reverse=True) if any(one.reverse for one in looks) else style
