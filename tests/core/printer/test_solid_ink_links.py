"""Which links may be asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.solid_ink_links import Origin, Place, does_something, links_to_ask, resolve
from core.printer.web_page import Link

HOME = Place(Origin("http", "192.0.2.7", 80), "/")


def asked(*links: Link | str, base: Place = HOME, base_href: str | None = None) -> list[str]:
    given_links = [Link(link, "") if isinstance(link, str) else link for link in links]
    ranked = links_to_ask(base, given_links, base_href)
    return [place.target for place in sorted(ranked, key=lambda place: ranked[place])]


@pytest.mark.parametrize(
    ("url", "text", "target"),
    [
        ("/supplies.html", "", "/supplies.html"),
        ("SUPPLIES.HTML", "", "/SUPPLIES.HTML"),
        ("status/consumables.php?lang=en#top", "", "/status/consumables.php?lang=en"),
        ("http://192.0.2.7/printerStatus.htm", "", "/printerStatus.htm"),
        ("http://192.0.2.7:80/status", "", "/status"),
        ("//192.0.2.7/status", "", "/status"),
        ("page7.htm", "Supplies & Printer Status", "/page7.htm"),
        ("%73upplies.htm", "", "/%73upplies.htm"),
        ("/status information.htm", "", "/status%20information.htm"),
        ("/cartridges.htm", "Status of the latest cartridges", "/cartridges.htm"),
    ],
)
def test_links_about_supplies_or_status_on_the_same_server_are_asked(url: str, text: str, target: str) -> None:
    assert asked(Link(url, text)) == [target]


@pytest.mark.parametrize(
    "url",
    [
        "http://198.51.100.9/supplies",
        "http://192.0.2.7:8080/supplies",
        "https://192.0.2.7/supplies",
        "//198.51.100.9/supplies",
        "/\\198.51.100.9/supplies",
        "http:\\\\198.51.100.9\\supplies",
        "http://192.0.2.7@198.51.100.9/supplies",
        "http://admin:secret@192.0.2.7/supplies",
        "http://192.0.2.7.example/supplies",
        "javascript:supplies()",
        "mailto:supplies@192.0.2.7",
        "ftp://192.0.2.7/supplies",
        "http://[supplies",
        "http://192.0.2.7:port/supplies",
        "/supplies\r\nX: y",
        "",
        "#supplies-not",
        "/" + "supplies" * 200,
        "/home.htm",
    ],
)
def test_links_that_leave_the_server_or_are_about_something_else_are_not(url: str) -> None:
    assert [target for target in asked(url) if target != "/"] == []


DEEDS = [
    *("order", "reset", "config", "properties", "setup", "admin", "login", "delete", "clear", "restart", "reboot"),
    *(
        "printtest",
        "print_test",
        "test-print",
        "testpage",
        "edit",
        "save",
        "purge",
        "calibrate",
        "settings",
        "shutdown",
    ),
]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    "writing",
    [
        "/{0}/supplies.html",
        "/supplies.html?x={0}",
        "/supplies{0}.html",
        "/supplies.html;{0}=1",
    ],
)
def test_links_that_do_something_are_not_asked_however_they_are_written(writing: str, deed: str) -> None:
    encoded = "".join(f"%{ord(letter):02x}" for letter in deed)
    twice = encoded.replace("%", "%25")
    for form in (deed, deed.upper(), deed.title(), encoded, twice, deed[:1] + "%2" + "D" + deed[1:]):
        assert asked(writing.format(form)) == [], form


@pytest.mark.parametrize(
    "text", ["Order supplies", "Print Supplies Page", "RESET status", "Test supplies", "Clean printhead status"]
)
def test_the_words_of_a_link_count_as_well(text: str) -> None:
    assert asked(Link("/status7.htm", text)) == []


@pytest.mark.parametrize(
    "text",
    ["/%25252525256frder", "/supplies%u006frder", "/supplies/%c1%afrder", "/ｏｒｄｅｒ/supplies", "/supplies?re%00set"],
)
def test_hidden_words_are_refused(text: str) -> None:
    assert does_something(text)


@pytest.mark.parametrize(
    "text",
    ["/printerStatus", "/supplies", "Printer information", "Latest supplies status", "Fuser cleaner, cartridges"],
)
def test_harmless_words_are_not_taken_for_deeds(text: str) -> None:
    assert not does_something(text)


def test_the_most_telling_links_come_first_and_each_once() -> None:
    refresh = Link("/start.htm", "", is_refresh=True)
    assert asked(refresh, "/status.htm", "/consumables.htm", "/supplies.htm", "/status.htm#x", "/supplies.htm") == [
        *("/supplies.htm", "/consumables.htm", "/status.htm", "/start.htm")
    ]


def test_a_link_is_as_telling_as_the_best_of_its_texts() -> None:
    assert asked(Link("/7.htm", "Supplies"), Link("/7.htm", "Status"), "/consumables.htm") == [
        "/7.htm",
        "/consumables.htm",
    ]


def test_links_are_relative_to_the_base_that_the_page_names() -> None:
    assert asked("supplies.htm", base_href="/web/en/") == ["/web/en/supplies.htm"]
    assert asked("supplies.htm", base_href="http://198.51.100.9/") == []


def test_an_ipv6_address_is_written_with_brackets() -> None:
    place = Place(Origin("https", "fd00::7", 443), "/a")
    assert place.url == "https://[fd00::7]:443/a"
    assert resolve(place, "/b") == Place(place.origin, "/b")


@given(st.text(max_size=60))
def test_no_reference_leads_off_the_server_or_crashes(reference: str) -> None:
    for place in links_to_ask(HOME, [Link(reference, "supplies")]):
        assert place.origin == HOME.origin
        assert place.target.startswith("/")
        assert place.target.isascii()
        assert place.target.isprintable()
