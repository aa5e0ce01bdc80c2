"""Deadlines as people type them: 31.12.2027, IV. Quartal 2027, 2. Halbjahr 2027, Ende März 2027, 2027.

Pure: text in, a span of days out. The text is shown as typed; the span's last day is what is computed with.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

YEARS = range(2000, 2101)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MONTHS = (
    ("januar", "jan", "jänner", "january"),
    ("februar", "feb", "february"),
    ("märz", "mär", "maerz", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
THIRDS = {"anfang": 0, "early": 0, "mitte": 1, "mid": 1, "ende": 2, "end of": 2}
THIRD = rf"(?P<third>{'|'.join(THIRDS)})[\s-]+"
ORDINAL = r"(?P<part>[1-4]|i{1,3}|iv)\s*\.?\s*"
YEAR = r"(?P<year>\d{4}|\d{2})"
# In this order: "4. Quartal 2027" must not be taken for a day in a month of that name.
PATTERNS = {
    "day": re.compile(rf"(?P<d>\d{{1,2}})\.\s*(?P<m>\d{{1,2}})\.\s*{YEAR}"),
    "iso": re.compile(r"(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    "quarter": re.compile(rf"(?:{ORDINAL}(?:quartal|quarter|qu?\.?)|q\s*(?P<q>[1-4]))\s*/?\s*{YEAR}"),
    "half": re.compile(rf"(?:{ORDINAL}(?:halbjahr|hj\.?|half)|h\s*(?P<q>[12]))\s*/?\s*{YEAR}"),
    "third_of_month": re.compile(rf"{THIRD}(?P<name>[a-zä]+)\.?\s+{YEAR}"),
    "year": re.compile(r"(?:ende|jahresende|bis|bis ende|end of)?\s*(?P<year>\d{4})"),
    "third_of_year": re.compile(rf"{THIRD}(?P<year>\d{{4}})"),
    "month": re.compile(rf"(?:(?P<name>[a-zä]+)\.?\s+|(?P<m>\d{{1,2}})\s*[./]\s*){YEAR}"),
    "named_day": re.compile(rf"(?P<d>\d{{1,2}})\.?\s*(?P<name>[a-zä]+)\.?\s+{YEAR}"),
}


class NoDeadline(ValueError):
    """The text can't be read as a time. `out_of_range` tells a year outside 2000 to 2100 from nonsense."""

    def __init__(self, text: str, *, out_of_range: bool = False) -> None:
        """Keep what was typed and which of the two it was."""
        super().__init__(text)
        self.out_of_range = out_of_range


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time as typed, with the first and last day it means."""

    text: str
    first: date
    last: date


def parse(text: str) -> Deadline:
    """Read a time as people type it. Raises NoDeadline for nonsense and for years outside 2000 to 2100."""
    typed = " ".join(text.split())
    lowered = typed.casefold()
    for kind, pattern in PATTERNS.items():
        if found := pattern.fullmatch(lowered):
            return Deadline(typed, *span(kind, found, typed))
    raise NoDeadline(typed)


def span(kind: str, found: re.Match[str], typed: str) -> tuple[date, date]:
    """Return the first and last day of a matched text."""
    parts = found.groupdict()
    year = full_year(parts["year"], typed)
    try:
        match kind:
            case "year":
                return months(year, 1, 12)
            case "quarter":
                return months(year, 3 * ordinal(parts) - 2, 3 * ordinal(parts))
            case "half":
                return months(year, 6 * ordinal(parts) - 5, 6 * ordinal(parts))
            case "third_of_year":  # Anfang 2027 is over at the end of March, Mitte 2027 at the end of June
                third = THIRDS[parts["third"]]
                return months(year, 3 * third + 1, 3 * third + 3)
        month = month_number(parts)
        if kind == "third_of_month":
            return third_of(year, month, THIRDS[parts["third"]])
        return months(year, month, month) if kind == "month" else (date(year, month, int(parts["d"])),) * 2
    except (KeyError, ValueError) as error:
        raise NoDeadline(typed) from error


def full_year(digits: str, typed: str) -> int:
    """Return a four-digit year; two digits mean this century."""
    year = int(digits) + 2000 if len(digits) == 2 else int(digits)
    if year not in YEARS:
        raise NoDeadline(typed, out_of_range=True)
    return year


def ordinal(parts: dict[str, str]) -> int:
    """Return which quarter or half is meant: 4., IV. or Q4."""
    text = parts["part"] or parts["q"]
    return ROMAN.get(text) or int(text)


def month_number(parts: dict[str, str]) -> int:
    """Return the month, named or in digits."""
    return MONTH_OF[parts["name"]] if parts.get("name") else int(parts["m"])


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first and last day of a run of months."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def third_of(year: int, month: int, third: int) -> tuple[date, date]:
    """Return the first and last day of a month's beginning, middle or end: up to the 10th, the 20th and its last."""
    last = (10, 20, monthrange(year, month)[1])[third]
    return date(year, month, 10 * third + 1), date(year, month, last)
