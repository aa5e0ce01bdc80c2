"""Browsers by their name, so that a person recognises their own devices in the list of sessions."""

import re
from typing import Final

BROWSERS: Final = (
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
SYSTEMS: Final = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


def name(agent: str) -> str:
    """Return what people call the browser of a User-Agent: `Firefox, Windows`; nothing if it says nothing."""
    return ", ".join(filter(None, (first(BROWSERS, agent), first(SYSTEMS, agent))))


def first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    """Return the first name whose mark stands in the text."""
    return next((title for title, mark in known if re.search(mark, agent)), "")
