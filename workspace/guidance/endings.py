"""Endings: what the forms of a word share, so that "Schulen" finds Schule. Light on purpose, without a dictionary.

A German word stands for itself without its ending (Bild, Bilder), and where it may name an activity for that too
(bilden, Bildung). Words that share one of the two are forms of each other: Bildung and bilden are, Bildung and Bilder
aren't.
"""

import re

SHORTEST = 3  # letters that must be left
GERMAN = re.compile(r"(?:e[nrs]?|(?<=e[lr])n|(?<=[^s])s)$")
ACTIVITY = re.compile(r"(?:ung(?:en)?|en|(?<=e[lr])n)$")
ENGLISH = re.compile(r"(?:ings?|e[ds]?|(?<=[^s])s)$")
DOUBLED = re.compile(r"([^aeioulsfz])\1$")  # planning, planned


def german(word: str) -> tuple[str, ...]:
    """Return what a German word, in small letters, shares with its other forms."""
    bare, activity = shortened(word, GERMAN), ACTIVITY.sub("", word)
    return (bare, f"{activity}~") if SHORTEST <= len(activity) < len(word) else (bare,)


def english(word: str) -> tuple[str, ...]:
    """Return what an English word, in small letters, shares with its other forms: study, studies; plan, planning."""
    short = DOUBLED.sub(r"\1", shortened(word, ENGLISH))
    return (f"{short[:-1]}i" if short.endswith("y") else short,)


def shortened(word: str, endings: re.Pattern[str]) -> str:
    """Take endings off for as long as enough is left: Kindern, Kinder, Kind."""
    while SHORTEST <= len(rest := endings.sub("", word)) < len(word):
        word = rest
    return word


ENDINGS = {"de": german, "en": english}
