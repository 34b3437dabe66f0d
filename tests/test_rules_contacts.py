"""Rules about ways to get in touch: what is found of each number and each address, and where."""

from __future__ import annotations

import pytest
from ruling import found_by, told_by

from peerfind.keeping.rules import contacts

MADE_UP = "sources: [{url: https://example.org}]"
PHONES = {
    "0113 496 0123": [],
    "113 496 0123": ["impossible-phone 2:18 => 0113 496 0123"],
    " 113 496 0123 ": ["impossible-phone 2:18 => 0113 496 0123"],
    "113 496 0123 (mornings)": ["phone-and-words 2:18", "impossible-phone 2:18"],
    "0113 49 0123": ["impossible-phone 2:18"],
    "+353 1 2": ["impossible-phone 2:18"],
    "none": ["impossible-phone 2:18"],
    "0113 496 0123 ext 12345": [],
    "0113 496 0123 ext 123456": ["phone-and-words 2:18"],
    "0113 496 0123, x5": [],
    "0113 496 0123 or 0113 49 01": ["phone-and-words 2:18"],
    "0113 496 0123 or 0113 49 012": ["phone-and-words 2:18", "impossible-phone 2:18"],
    "0113 496 0123 or 113 496 0124": ["phone-and-words 2:18", "impossible-phone 2:18"],
    "0113 49 01 or 0113 496 0123": ["phone-and-words 2:18", "impossible-phone 2:18"],
    "0909 879 0123": ["costly-phone 2:18"],
    "07700 900123": ["personal-contact 2:18"],
    "07700 900123 or 0909 879 0123": [
        "phone-and-words 2:18",
        "personal-contact 2:18",
        "costly-phone 2:18",
    ],
}
EMAILS = {
    "jo@gmail.com": ["personal-contact 2:18"],
    "JO@Gmail.com": ["personal-contact 2:18"],
    "a@b.uk, jo@gmail.com": ["not-an-email 2:18"],
    "jo@gmail.com.uk": [],
    "jo@quokka.uk": [],
    " jo@quokka.uk ": [],
    "mailto:jo@quokka.uk": ["not-an-email 2:18 => jo@quokka.uk"],
    "MAILTO:jo@quokka.uk": ["not-an-email 2:18 => jo@quokka.uk"],
    "mailto:jo": ["not-an-email 2:18"],
    "jo at quokka.uk": ["not-an-email 2:18"],
    "jo@quokka": ["not-an-email 2:18"],
}
WEBSITES = {
    "https://quokka.uk": [],
    "HTTPS://quokka.uk": [],
    "http://quokka.uk": ["website-without-https 2:20 => https://quokka.uk"],
    "HTTP://Quokka.uk/a": ["website-without-https 2:20 => https://Quokka.uk/a"],
    "http://quokka.uk/a:": ['website-without-https 2:20 => "https://quokka.uk/a:"'],
    "https://quokka": ["not-a-website 2:20"],
    "https://quokka.uk:12345": [],
    "https://quokka.uk:123456": ["not-a-website 2:20"],
    "https://-quokka.uk": ["not-a-website 2:20"],
    "https://quokka.uk/a b": ["not-a-website 2:20"],
    " https://quokka.uk ": [],
    "quokka.uk": ["not-a-website 2:20 => https://quokka.uk"],
    " quokka.uk/a ": ["not-a-website 2:20 => https://quokka.uk/a"],
    "quokka.uk/a:": ['not-a-website 2:20 => "https://quokka.uk/a:"'],
    "jo@quokka.uk": ["not-a-website 2:20"],
    "see our page": ["not-a-website 2:20"],
    "<https://quokka.uk/a>": ["not-a-website 2:20 => https://quokka.uk/a"],
    "<https://quokka>": ["not-a-website 2:20"],
    "<quokka.uk>": ["not-a-website 2:20"],
    "<https://quokka.uk/a": ["not-a-website 2:20"],
    "[https://quokka.uk/a]": ["not-a-website 2:20"],
    "https://quokka.uk/a>": [],
    "ftp://quokka.uk": ["not-a-website 2:20"],
    "https://bit.ly/a": ["short-link 2:20"],
    "https://www.bit.ly/a": ["short-link 2:20"],
    "https://BIT.ly/a": ["short-link 2:20"],
    "https://a@bit.ly/a": ["short-link 2:20"],
    "https://bit.ly.quokka.uk/a": [],
    "https://quokka.uk/?utm_source=a": ["tracking-link 2:20 => https://quokka.uk/"],
    "https://quokka.uk/?a=1&utm_source=a&b=2#c": [
        "tracking-link 2:20 => https://quokka.uk/?a=1&b=2#c"
    ],
    "https://quokka.uk/?a=1&b=2": [],
    "https://quokka.uk/?fbclid=1#x": ["tracking-link 2:20 => https://quokka.uk/#x"],
    "https://quokka.uk/#?si=1": [],
    "https://quokka.uk/?sid=1&si=2": ["tracking-link 2:20 => https://quokka.uk/?sid=1"],
    "https://quokka.uk/?": [],
    "https://quokka.uk/p?a=1?si=2&si=1": ["tracking-link 2:20 => https://quokka.uk/p?a=1?si=2"],
    "http://bit.ly/?si=1": [
        "short-link 2:20",
        "tracking-link 2:20 => http://bit.ly/",
        "website-without-https 2:20 => https://bit.ly/?si=1",
    ],
    "https://a@b@quokka.uk/": [],
}
SOURCES = {
    "see our page": ["not-a-website 3:11"],
    "quokka.uk": ["not-a-website 3:11 => https://quokka.uk"],
    "http://quokka.uk": [],
    "https://bit.ly/a": ["short-link 3:11"],
    "https://quokka.uk/?si=1": ["tracking-link 3:11 => https://quokka.uk/"],
    "": [],
    " ": [],
}
CONTACTS = {
    f"contact: {{phone: 07700 900123, consent: 2026-05-02}}\n{MADE_UP}": [],
    f"contact: {{text: 07700 900123}}\n{MADE_UP}": ["personal-contact 2:17"],
    f"contact: {{textphone: 07700 900123}}\n{MADE_UP}": ["personal-contact 2:22"],
    "contact: {email: jo@gmail.com, consent: 2026-05-02}": [],
    "contact: {phone: 0113 207 0123, text: 0113 49 0123, textphone: none}": [
        "impossible-phone 2:39",
        "impossible-phone 2:64",
    ],
    "- {id: line, name: Example Line, phone: 07700 900123}": [],
    "- {id: line, name: Quokka Line, phone: Text HELLO to 85258}": [],
    "- {id: line, name: Quokka Line, phone: 0113 49 0123}": ["impossible-phone 1:40"],
    "- {id: line, name: Quokka Line, phone: 0113 496 0123}": ["drama-phone 1:40"],
    "- {id: line, name: Quokka Line, email: jo@gmail.com, website: http://quokka.uk}": [
        "website-without-https 1:63 => https://quokka.uk"
    ],
}
DRAMA = {
    "contact: {phone: 0113 496 0123}": ["drama-phone 2:18"],
    "name: Example Walk\ncontact: {phone: 0113 496 0123}": [],
    "name: Exampled Walk\ncontact: {phone: 0113 496 0123}": ["drama-phone 2:18"],
    "contact: {phone: 0113 496 0123, website: https://quokka.uk}": ["drama-phone 2:18"],
    "contact: {phone: 0113 496 0123, website: ' https://example.org '}": [],
    "contact: {phone: 0113 496 0123, email: a@example.org}": [],
}
LEFT = {
    f"contact: {{phone: 0113 207 0123}}\n{MADE_UP}": ["left-from-example 3:17"],
    f"contact: {{phone: 0113 207 01}}\n{MADE_UP}": ["impossible-phone 2:18"],
    f"contact: {{phone: 0113 496 0123 or 0113 207 0123}}\n{MADE_UP}": [
        "phone-and-words 2:18",
        "left-from-example 3:17",
    ],
    "organisation: Example Trust\ncontact: {phone: 0113 207 0123}": ["left-from-example 2:15"],
    "organisation: Quokka Trust\ncontact: {phone: 0113 207 0123}": [],
    "organisation: Example Trust\ncontact: {website: https://quokka.uk}": [
        "left-from-example 2:15"
    ],
    f"organisation: Example Trust\n{MADE_UP}": [],
    "organisation: Example Trust": [],
    f"contact: {{website: https://quokka.uk, email: a@example.com}}\n{MADE_UP}": [
        "left-from-example 2:46",
        "left-from-example 3:17",
    ],
    f"name: Example Walk\ncontact: {{website: https://quokka.uk, email: a@example.com}}\n{MADE_UP}": [],
    "- {id: line, name: Quokka Line, phone: 0800 123 4567, website: https://example.org}": [
        "left-from-example 1:64"
    ],
    "- {id: line, name: Quokka Line, website: https://example.org}": [],
    "- {id: line, name: Quokka Line, website: https://quokka.uk, email: a@example.org}": [
        "left-from-example 1:68"
    ],
    "contact: {website: https://quokka.uk}\nsources:\n"
    "  - url: https://example.org.uk\n  - url: https://notexample.org\n"
    "  - url: https://www.example.co.uk:80/a\n  - url: https://jo@example.net/a\n"
    "  - url: example.com/a": [
        "not-a-website 8:10 => https://example.com/a",
        "left-from-example 6:10",
        "left-from-example 7:10",
        "left-from-example 8:10",
    ],
}

TOLD = [
    ("contact: {phone: none}", "'none' is no telephone number."),
    ("contact: {phone: 113 496 0123}", "113 496 0123 has lost the 0 at its start."),
    (
        "contact: {phone: +353 1 2}",
        "There is no number such as +353 1 2, with 5 figures, in the country.",
    ),
    (
        "contact: {phone: 0113 49 0123}",
        "There is no number such as 0113 49 0123, with 10 figures, in the country.",
    ),
    (
        "contact: {phone: 0113 496 0123}",
        "0113 496 0123 is kept for films and examples. Nobody has it.",
    ),
    (
        "contact: {phone: 0909 879 0123, website: https://example.org}",
        "A call to 0909 879 0123 costs more than usual.",
    ),
    (
        "contact: {phone: 07700 900123, website: https://example.org}",
        "07700 900123 is a mobile number. Whose is it, and did they agree?",
    ),
    (
        "contact: {phone: 0113 207 0123 (mornings)}",
        "Write one number here and nothing else. What to say or ask goes in joining_note.",
    ),
    (
        "contact: {email: jo@gmail.com}",
        "jo@gmail.com looks like a private mailbox. Did the person agree?",
    ),
    ("contact: {email: jo at quokka}", "'jo at quokka' is no e-mail address."),
    ("contact: {website: see our page}", "'see our page' is no web address."),
    (
        "sources: [{url: see our page}]",
        "'see our page' is no web address. If it is a leaflet or a call, write note: in place of url:.",
    ),
    ("sources: [{url: quokka.uk}]", "'quokka.uk' is no web address."),
    ("contact: {website: https://www.bit.ly/a}", "www.bit.ly hides where the link leads."),
    ("contact: {website: http://quokka.uk}", "Does it open with https too?"),
    (
        "contact: {website: https://quokka.uk/?si=1}",
        "The end of the address tells others who follows it.",
    ),
    (
        "contact: {website: https://quokka.uk, email: a@example.org}",
        "a@example.org is the address of an example. Write the group's own.",
    ),
    (
        "organisation: Example Trust\ncontact: {website: https://quokka.uk}",
        "Example Trust is that of an example. Who is it really?",
    ),
]


@pytest.mark.parametrize("phone", PHONES)
def test_a_telephone_number(phone: str) -> None:
    typed = f"contact: {{phone: '{phone}'}}\n{MADE_UP}"
    assert found_by(contacts.check, typed) == PHONES[phone]


@pytest.mark.parametrize("email", EMAILS)
def test_an_email_address(email: str) -> None:
    assert found_by(contacts.check, f"contact: {{email: '{email}'}}") == EMAILS[email]


@pytest.mark.parametrize("website", WEBSITES)
def test_a_web_address(website: str) -> None:
    assert found_by(contacts.check, f"contact: {{website: '{website}'}}") == WEBSITES[website]


@pytest.mark.parametrize("url", SOURCES)
def test_a_source_stays_as_it_was_read(url: str) -> None:
    assert found_by(contacts.check, f"sources:\n  - {{url: '{url}'}}") == SOURCES[url]


@pytest.mark.parametrize("typed", CONTACTS)
def test_consent_and_words_are_asked_of_groups_alone(typed: str) -> None:
    assert found_by(contacts.check, typed) == CONTACTS[typed]


@pytest.mark.parametrize("typed", DRAMA)
def test_a_number_of_films_is_for_examples(typed: str) -> None:
    assert found_by(contacts.check, typed) == DRAMA[typed]


@pytest.mark.parametrize("typed", LEFT)
def test_what_is_left_of_an_example(typed: str) -> None:
    assert found_by(contacts.check, typed) == LEFT[typed]


@pytest.mark.parametrize(("typed", "message"), TOLD)
def test_what_is_told(typed: str, message: str) -> None:
    assert told_by(contacts.check, typed) == [message]
