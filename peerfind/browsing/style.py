"""How the parts of the screen stand and look, in Textual's own CSS."""

from __future__ import annotations

# The terminal's own colours, so that light and dark are as its owner has them; what is chosen is reversed.
STYLE = """
Screen { background: ansi_default; color: ansi_default; }
* {
    scrollbar-size-vertical: 1; scrollbar-color: ansi_default; scrollbar-background: ansi_default;
    scrollbar-color-hover: ansi_default; scrollbar-background-hover: ansi_default;
    scrollbar-color-active: ansi_default; scrollbar-background-active: ansi_default;
}
Input, Input:focus { border: none; height: 1; padding: 0; background: ansi_default; color: ansi_default; }
#prompt { width: 2; }
#top { height: 1; }
#said { height: auto; max-height: 3; text-style: bold; }
#middle { height: 1fr; }
#choices { width: 27; border-right: solid ansi_default; }
#groups { height: 3fr; }
#detail { height: 2fr; border-top: solid ansi_default; }
#tell, #keys, #crisis { height: auto; }
OptionList, OptionList:focus {
    border: none; padding: 0; background: ansi_default; background-tint: ansi_default 0%;
    color: ansi_default; max-height: 100%; height: 100%;
}
OptionList > .option-list--option-highlighted {
    background: ansi_default; color: ansi_default; text-style: bold;
}
OptionList:focus > .option-list--option-highlighted {
    background: ansi_default; color: ansi_default; text-style: bold reverse;
}
OptionList > .option-list--option-disabled { color: ansi_default; text-style: dim; }
OptionList > .option-list--option-hover { background: ansi_default; }
App.one #detail { display: none; }
App.one #choices { display: none; width: 100%; border: none; }
App.one #right { width: 100%; }
App.one.narrowing #choices { display: block; }
App.one.narrowing #right { display: none; }
Page { background: ansi_default; }
Page Vertical { background: ansi_default; }
#page { height: 1fr; }
.title { text-style: bold; }
"""
