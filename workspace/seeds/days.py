"""Days of the story: all counted from today, typed as people type them. Pure.

`quarter+2` means the quarter after next and is typed "II. Quartal 2027"; `day-30` is a day a month ago.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from workspace.plans.deadline import Deadline, parse

TIME = r"(day|month|monthend|quarter|half|year|yearend)([+-]\d+)"
SAID, PLACE = re.compile(TIME), re.compile(f"<({TIME})>")
ROMAN = ("I", "II", "III", "IV")
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
OPENS, CLOSES = time(8, 10), time(16, 50)
APART = timedelta(minutes=23)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Times as the story says them, seen from the day it is told on."""

    today: date

    def typed(self, said: str) -> str:
        """Return a time as people type it: quarter+1 as "I. Quartal 2027"; anything else stays as it is."""
        found = SAID.fullmatch(said)
        return SPANS[found[1]](self.today, int(found[2])) if found else said

    def deadline(self, said: str) -> Deadline:
        """Return a time as typed, and what it means."""
        return parse(self.typed(said))

    def day(self, said: str) -> date:
        """Return the last day of a time."""
        return self.deadline(said).last

    def fill(self, value: Any) -> Any:
        """Write the times into texts that name them: "zum Haushalt <year+1>"."""
        match value:
            case str():
                return PLACE.sub(lambda place: self.typed(place[1]), value)
            case list():
                return [self.fill(item) for item in value]
            case dict():
                return {name: self.fill(item) for name, item in value.items()}
        return value

    def moments(self, agos: Iterable[int], zone: ZoneInfo) -> Iterator[datetime]:
        """Yield a moment for each number of days ago, farthest first: on working days, in office hours, in order."""
        for day, same in groupby(working_day(self.today - timedelta(days=ago)) for ago in agos):
            count = len(list(same))
            first = datetime.combine(day, OPENS, zone) + timedelta(minutes=day.toordinal() * 97 % 250)
            apart = min(APART, (datetime.combine(day, CLOSES, zone) - first) / count)
            yield from ((first + place * apart).astimezone(UTC).replace(microsecond=0) for place in range(count))


def working_day(day: date) -> date:
    """Return the day, or the Friday before a weekend: nobody is in the town hall on Sundays."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def month(today: date, by: int) -> tuple[int, int]:
    """Return the year and month some months away."""
    year, index = divmod(today.year * 12 + today.month - 1 + by, 12)
    return year, index + 1


def month_end(today: date, by: int) -> str:
    """Type the last day of a month."""
    year, number = month(today, by)
    return f"{monthrange(year, number)[1]}.{number:02}.{year}"


def part(today: date, by: int, months: int) -> tuple[int, int]:
    """Return the year, and which of its parts of so many months, some parts away."""
    per_year = 12 // months
    return divmod(today.year * per_year + (today.month - 1) // months + by, per_year)


def quarter(today: date, by: int) -> str:
    """Type a quarter."""
    year, index = part(today, by, 3)
    return f"{ROMAN[index]}. Quartal {year}"


def half(today: date, by: int) -> str:
    """Type a half-year."""
    year, index = part(today, by, 6)
    return f"{index + 1}. Halbjahr {year}"


SPANS: dict[str, Callable[[date, int], str]] = {
    "day": lambda today, by: f"{working_day(today + timedelta(days=by)):%d.%m.%Y}",
    "month": lambda today, by: f"{MONTHS[month(today, by)[1] - 1]} {month(today, by)[0]}",
    "monthend": month_end,
    "quarter": quarter,
    "half": half,
    "year": lambda today, by: str(today.year + by),
    "yearend": lambda today, by: f"31.12.{today.year + by}",
}
