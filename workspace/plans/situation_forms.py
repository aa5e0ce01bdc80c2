"""The form of a situation: a text, and up to five figures read as people type them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final, Self

from wtforms import FormField, ValidationError

from workspace.db import now
from workspace.editing.values import plain
from workspace.forms import Line, LongText, VersionField, WholeForm
from workspace.i18n import language, number, zone
from workspace.i18n import lazy as _l
from workspace.plans import amounts
from workspace.plans.fields import Row, Rows, TypedField
from workspace.plans.situations import MOST_FIGURES, Situation

YEAR = re.compile(r"\d{4}", re.ASCII)
FIRST_YEAR, LARGEST = 1990, 999_999_999_999
NUMBER = re.compile(
    r"(?P<sign>[-−–]?)\s*(?P<number>\d[\d.,\s]*?)\s*(?P<unit>(?![A-Za-z_]?\d)[^\d\s.,_](?!\d).{0,38})?", re.ASCII
)
# 3,456 could be three and a half to a German, and thousands to somebody else: nobody guesses.
DOUBTFUL: Final = {"de": re.compile(r"\d+,\d{3}", re.ASCII), "en": re.compile(r"\d+\.\d{3}", re.ASCII)}


class ValueField(TypedField):
    """A number: 12.500, 12,5 or -120; `unit` is what was typed behind it, as in 3,4 %."""

    complaint = _l("Please give a number with at most two decimals, such as 12,500 or 12.5.")
    unit: str | None = None

    def read(self, text: str) -> Decimal:
        """Read a number and its unit."""
        found = NUMBER.fullmatch(text)
        if found is None or DOUBTFUL[language()].fullmatch(found["number"]):
            raise ValueError(text)
        value = amounts.parse(found["number"])
        if value > LARGEST:
            raise ValueError(text)
        self.unit = found["unit"]
        return -value if found["sign"] and value else value

    def write(self, value: Decimal) -> str:
        """Write a number as the reader does."""
        return number(value)

    def shown(self, kept: str) -> str:
        """Write a number as a row keeps it."""
        return number(Decimal(kept))


class FigureYearField(TypedField):
    """The year a figure is from."""

    complaint = _l("Please give a year from 1990 to next year.")

    def read(self, text: str) -> int:
        """Read a year within bounds."""
        year = int(text) if YEAR.fullmatch(text) else 0
        if not FIRST_YEAR <= year <= now().astimezone(zone()).year + 1:
            raise ValueError(text)
        return year

    def write(self, value: int) -> str:
        """Write a year."""
        return str(value)


class FigureRow(Row):
    """One figure. A row in which nothing stands is none."""

    NEEDED: ClassVar = {
        "what": _l("Please say what the number tells."),
        "value": _l("Please give the number."),
        "year": _l("Please say which year it is from."),
        "source": _l("Please say where it comes from."),
    }
    what = Line(_l("What"))
    value = ValueField(_l("Value"))
    unit = Line(_l("Unit"), most=40)
    year = FigureYearField(_l("Year"))
    source = Line(_l("Source"))

    @property
    def is_filled(self) -> bool:
        """Say whether anything stands in it, be it unreadable."""
        return any(part.data is not None or part.errors for part in self)

    def validate_unit(self, field: Line) -> None:
        """Refuse two units for one number."""
        if field.data and self.value.unit and field.data != self.value.unit:
            raise ValidationError(_l("Another unit stands behind the number. Please give one only."))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every part, and that a figure has all it needs to be believed."""
        good = bool(super().validate(extra_validators))
        missing = [name for name in self.NEEDED if self[name].data is None and not self[name].errors]
        if not self.is_filled or not missing:
            return good
        for name in missing:
            self[name].errors = [self.NEEDED[name]]
        return False

    @property
    def figure(self) -> dict[str, Any]:
        """Return it as it is kept."""
        unit = self.unit.data or self.value.unit
        return {**self.data, "value": plain(self.value.data), "unit": unit}


class SituationForm(WholeForm):
    """Where the town starts from in one field."""

    template = "plans/_situation_fields.html"
    version = VersionField()
    text = LongText(_l("In words"), most=5000)
    figures = Rows(
        FormField(FigureRow), _l("Figures on the situation"), min_entries=MOST_FIGURES, max_entries=MOST_FIGURES
    )

    @classmethod
    def drawn(cls, situation: Situation) -> Self:
        """Return the form showing what stands there now."""
        values = cls.as_drawn({"text": situation.text, "figures": situation.figures})
        return cls(data={**values, "version": situation.group_version("about")})

    @classmethod
    def as_drawn(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return kept values as the form's fields take them."""
        return {**values, "figures": [{**one, "value": Decimal(one["value"])} for one in values["figures"]]}

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved."""
        return {"text": self.text.data, "figures": [row.form.figure for row in self.figures if row.form.is_filled]}
