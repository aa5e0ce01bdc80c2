"""The rules a text keeps: how long, how many sentences, neutral language. Each complains at its own line."""

import re
from collections.abc import Sized

from workspace.guidance.page import Spot

TITLE, THEME_TITLE, SHORT, SUMMARY, STEP, QUESTION = 80, 60, 22, 200, 160, 200
SENTENCE_END = re.compile(r"[.!?…][“”\"»)*]*(?=\s+[„\"«(*]*[A-ZÄÖÜ0-9]|\s*$)")
NO_END = re.compile(r"\b(?:z\. ?B|d\. ?h|u\. ?a|e\. ?V|i\. ?d\. ?R|bzw|ca|Nr|St|Dr|Str|etc|usw|\d{1,2})\.(?!\s*$)")
# Bürger:innen, Bürger*in, Bürger/-innen, BürgerInnen, jede:r: some Länder bar these from official texts.
GENDER_MARK = re.compile(
    r"\w+(?:[:*_]innen\w*|[:*_]in\b|/-?innen\b|/-in\b|er/in\b)|\b\w*[a-zäöüß]Innen\b|\b\w+e[:*][rn]\b|\b[Ee]in[:*]e\w?\b"
)
PROPER_NAMES = (
    "Vielfaltsgestalter*innen",
    "Landesnetzwerk Migrant*innenorganisationen",
    "Lokale Strategien für Teilhabe von Geflüchteten und Migrant:innen",
)


def limited(spot: Spot, most: int, what: str) -> str:
    """Return the text; complain where it is missing or longer than `most` characters."""
    if not spot.text:
        spot.complain(f"{what} fehlt.")
    elif len(spot.text) > most:
        spot.complain(f"{what} hat {len(spot.text)} Zeichen, erlaubt sind {most}.")
    return spot.text


def counted(spot: Spot, things: Sized, least: int, most: int, whose: str, nouns: tuple[str, str]) -> None:
    """Complain where there are fewer things than `least` or more than `most`; `nouns` are one and many."""
    if not least <= len(things) <= most:
        noun = nouns[0] if len(things) == 1 else nouns[1]
        spot.complain(f"{whose} hat {len(things)} {noun}, nötig sind {least} bis {most}.")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. Abbreviations such as „z. B.“ and dates don't end one."""
    plain = NO_END.sub(lambda found: found.group().replace(".", "_"), text)
    ends = [end.end() for end in SENTENCE_END.finditer(plain)]
    parts = (text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return [part for part in parts if part]


def neutral(spot: Spot) -> None:
    """Complain about gender colons, stars and the like in German; the proper names above stay as they are."""
    text = spot.text
    for name in PROPER_NAMES:
        text = text.replace(name, "").replace(name.replace("*", r"\*"), "")
    for found in GENDER_MARK.finditer(text):
        spot.complain(f"Bitte neutral schreiben statt „{found.group()}“, etwa „Zugewanderte“ oder „Fachkräfte“.")
