"""The screen of browsing, drawn by Textual, which only the screen and its widgets import."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed

from peerfind.browsing import pages
from peerfind.browsing.state import State, put_aside, toggled, undone
from peerfind.browsing.style import STYLE
from peerfind.browsing.widgets import Listed, Page, Words
from peerfind.errors import INTERRUPTED, UsageError
from peerfind.wording import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from textual.timer import Timer

    from peerfind.browsing.finding import Finder, Found
    from peerfind.browsing.state import Choice
    from peerfind.wording.cards import Card

_PAUSE = 0.08  # seconds after a key before the engine is asked: typing never waits for it
_NARROW = 60  # columns below which one part is shown at a time
_PANEL = 24  # columns of the panel of choices

_CRISIS = "When somebody cannot keep safe"
# What the keys do that mean something in the screen alone.
_OF_SCREEN = frozenset(
    "help crisis search narrow undo phone share compare space groups leave".split()  # noqa: SIM905
)


class Browser(App[int]):
    """The whole screen; `run` gives the exit code."""

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", priority=True),
        Binding("exclamation_mark", "crisis", "Crisis", priority=True),
        Binding("ctrl+c", "interrupt", "Quit", priority=True),
        ("slash", "search", "Search"),
        ("f", "narrow", "Narrow"),
        ("u", "undo", "Undo"),
        ("p", "phone", "Phone"),
        ("s", "share", "Share"),
        ("c", "compare", "Compare"),
        ("space", "space", "Shortlist"),
        ("escape", "groups", "Groups"),
        ("down", "groups", "Groups"),
        ("q", "leave", "Quit"),
    ]

    def __init__(self, finder: Finder, executor: Executor, words: str) -> None:
        """Take what finds, the one thread that may ask it, and the words to begin with."""
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self._finder, self._executor = finder, executor
        self.state = State(words)
        self.found: Found | None = None
        self._crisis = ""
        self._asked = 0
        self._pause: Timer | None = None

    def _fatal_error(self) -> None:
        """End at a fault without Textual's own report, which shows what was typed; `run_whole` raises it."""
        self._close_messages_no_wait()

    def run_whole(self) -> int:
        """Run to the end; the exit code. Raises what went wrong meanwhile."""
        code = self.run()
        if isinstance(self._exception, WorkerFailed):
            raise self._exception.error
        if self._exception:
            raise self._exception
        return code or 0

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Horizontal(id="top"):
            yield Static("/", id="prompt")
            typed = Words(
                self.state.typed,
                placeholder="what the caller says",
                id="typed",
                select_on_focus=False,
            )
            typed.cursor_blink = False
            yield typed
        yield Static("", id="said", markup=False)
        with Horizontal(id="middle"):
            yield Listed(id="choices", markup=False)
            with Vertical(id="right"):
                yield Listed(id="groups", markup=False)
                with VerticalScroll(id="detail", can_focus=False):
                    yield Static("", id="card", markup=False)
        yield Static("", id="tell", markup=False)
        yield Static("", id="crisis", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Ask for what there is to begin with."""
        self.query_one("#typed", Input).focus()
        self._ask()

    def on_resize(self) -> None:
        """Lay the lines out anew, once Textual has taken up the new size: that is after this."""
        self.call_later(self._lay_out)

    def _put_over(self, page: Page) -> None:
        """Show a page; the window may have another size when it is closed."""
        self.push_screen(page, lambda _: self._lay_out())

    def _lay_out(self) -> None:
        if isinstance(self.screen, Page):
            return
        self.set_class(self.size.width < _NARROW, "one")
        self.on_descendant_focus()
        self._show()

    def on_descendant_focus(self) -> None:
        """Tell the keys of the part that was gone to."""
        if not isinstance(self.screen, Page):
            is_typing = self.query_one("#typed", Input).has_focus
            if is_typing:
                self.remove_class("narrowing")  # groups follow what is typed, so they are seen
            keys = pages.keys(self.size.width, is_typing=is_typing)
            self.query_one("#keys", Static).update(Content(keys))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask once the hand rests."""
        if event.value == self.state.typed:
            return
        self.state = self.state._replace(typed=event.value)
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._ask)

    def on_input_submitted(self) -> None:
        """Go to the groups."""
        self.action_groups()

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that the engine was not asked for yet."""
        return self._pause is not None

    def _ask(self) -> None:
        self._pause = None
        self._asked += 1
        self.run_worker(self._find(self._asked, self.state), group="find", exit_on_error=True)

    async def _find(self, number: int, state: State) -> None:
        """Find in the other thread, and show it unless something newer was asked meanwhile."""

        def find() -> Found | None:
            return self._finder.found(state) if number == self._asked else None

        try:
            found = await self._in_thread(find)
        except UsageError as error:
            self._tell(str(error))
            return
        if found and number == self._asked:
            self.found = found
            self._crisis = pages.crisis_line(summary.pointer(found.answer))
            self._show()

    async def _in_thread(self, call: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._executor, call)

    def _show(self) -> None:
        if self.found is None:
            return
        self._tell("")
        aside = f"  shortlist {len(self.state.shortlist)}" if self.state.shortlist else ""
        said = f"{pages.understood(self.found.answer)}{aside}"
        self.query_one("#said", Static).update(Content(said))
        self.query_one("#crisis", Static).update(Content(self._crisis))
        self._show_choices(self.found)
        self._show_groups(self.found)

    def _show_choices(self, found: Found) -> None:
        panel = self.query_one("#choices", OptionList)
        at = panel.highlighted
        width = self.size.width - 1 if self.has_class("one") else _PANEL
        lines = pages.choices(self.state, found.counts, found.answer.vocabulary, width)
        panel.set_options([self._option(line, choice, found) for line, choice in lines])
        panel.highlighted = at if at is not None else 1

    def _option(self, line: str, choice: Choice | None, found: Found) -> Option:
        if choice is None:
            return Option(Content(line).stylize("bold"), disabled=True)
        is_empty = not found.counts[choice] and choice not in self.state.chosen
        return Option(Content(line), id="=".join(choice), disabled=is_empty)

    def _show_groups(self, found: Found) -> None:
        listed = self.query_one("#groups", OptionList)
        at = listed.highlighted or 0
        width = self.size.width - (1 if self.has_class("one") else _PANEL + 4)
        rows = (
            pages.row(card, width, is_aside=card.id in self.state.shortlist) for card in found.cards
        )
        listed.set_options([Option(Content("\n".join(lines))) for lines in rows])
        listed.highlighted = min(at, len(found.cards) - 1) if found.cards else None
        self._show_detail()

    def _card(self) -> Card | None:
        """The group at which the list stands."""
        at = self.query_one("#groups", OptionList).highlighted
        cards = self.found.cards if self.found else ()
        return cards[at] if at is not None and at < len(cards) else None

    def _show_detail(self) -> None:
        card = self._card()
        lines = pages.detail(card) if card else self._suggested()
        self.query_one("#card", Static).update(Content("\n".join(lines)))

    def _suggested(self) -> list[str]:
        if self.found is None:
            return []
        heading = summary.suggestions_heading(self.found.answer)
        found = summary.suggestions(self.found.answer)
        return [heading, *(f"{one.groups}: {one.change}" for one in found)]

    def _tell(self, said: str) -> None:
        self.query_one("#tell", Static).update(Content(said))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the group at which the list stands."""
        if event.option_list.id == "groups":
            self._show_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Make a choice, or open a group."""
        if event.option_list.id == "choices" and event.option_id:
            self._choose(event.option_id)
        elif card := self._card():
            self.run_worker(self._open((card.id,), card.name, "full"))

    def _choose(self, option: str) -> None:
        choices = self.found.counts if self.found else ()
        choice = next(one for one in choices if "=".join(one) == option)
        self.state = toggled(self.state, choice)
        self._ask()

    async def _open(self, ids: tuple[str, ...], title: str, what: str) -> None:
        """Read groups in the other thread, and show a page of them."""
        sheets = await self._in_thread(lambda: self._finder.sheets(ids))
        if what == "full":
            body = pages.full(sheets[0])
        elif what == "comparison":
            body = pages.comparison(sheets)
        else:
            answer = self.found.answer if self.found else None
            sms = summary.crisis_sms(answer.crisis, summary.nation_of(answer)) if answer else ""
            body = pages.shared(sheets, sms)
        self._put_over(Page(title, body, self._crisis, body))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the screen below do nothing while a page is over it, but those that must work always."""
        del parameters
        page = self.screen
        if not isinstance(page, Page) or action not in _OF_SCREEN:
            return True
        return action == "crisis" and page.title != _CRISIS

    def action_help(self) -> None:
        """Show the keys."""
        self._put_over(Page("Keys", pages.HELP, self._crisis))

    def action_crisis(self) -> None:
        """Show whom to ring in a crisis."""
        lines = (
            pages.crisis_page(self.found.answer) if self.found else ["One moment: press ! again."]
        )
        self._put_over(Page(_CRISIS, "\n".join(lines), self._crisis))

    def action_search(self) -> None:
        """Go to what is typed."""
        self.remove_class("narrowing")
        self.query_one("#typed", Input).focus()

    def action_narrow(self) -> None:
        """Go to the choices."""
        self.add_class("narrowing")
        self.query_one("#choices", OptionList).focus()

    def action_groups(self) -> None:
        """Go to the groups."""
        self.remove_class("narrowing")
        self.query_one("#groups", OptionList).focus()

    def action_space(self) -> None:
        """Choose in the choices; put a group on the shortlist in the list."""
        panel = self.query_one("#choices", OptionList)
        if panel.has_focus:
            panel.action_select()
        elif card := self._card():
            self.state = put_aside(self.state, card.id)
            self._show()

    def action_undo(self) -> None:
        """Take the last narrowing back."""
        if self.state.before:
            self.state = undone(self.state)
            self._ask()
        else:
            self._tell("Nothing was narrowed.")

    def action_phone(self) -> None:
        """Copy the phone number, and say what was done."""
        card = self._card()
        number = pages.phone(card) if card else ""
        if number:
            self.copy_to_clipboard(number)
        self._tell(pages.COPIED.format(number) if number else "No phone number is stated.")

    def action_share(self) -> None:
        """Show the shortlist, or this group, as a text to send."""
        card = self._card()
        ids = self.state.shortlist or ((card.id,) if card else ())
        if ids:
            self.run_worker(self._open(ids, "A text to send", "shared"))

    def action_compare(self) -> None:
        """Show the groups on the shortlist beside one another."""
        if len(self.state.shortlist) > 1:
            self.run_worker(self._open(self.state.shortlist, "Compared", "comparison"))
        else:
            self._tell("Put two groups on the shortlist first: space in the list.")

    def action_leave(self) -> None:
        """End."""
        self.exit(0)

    def action_interrupt(self) -> None:
        """End as a program that was interrupted."""
        self.exit(INTERRUPTED)
