"""Fields of the sheet: a day, an amount, a closed word. Each reads what people type."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from workspace.i18n import Word, day, number
from workspace.i18n import lazy as _l
from workspace.plans import amounts, deadline
from workspace.plans.fields import TypedField


class DayField(TypedField):
    """One day: 31.12.2027, 31.12.27, 31. Dezember 2027."""

    complaint = _l("Please give a day, such as 31.12.2027.")

    def read(self, text: str) -> date:
        """Read a day; a month or a year is too wide."""
        span = deadline.parse(text)
        if span.first != span.last:
            raise ValueError(text)
        return span.first

    def write(self, value: date) -> str:
        """Write a day as the reader does."""
        return day(value)


class YearField(TypedField):
    """A budget year."""

    complaint = _l("Please give a year between 2000 and 2100.")

    def read(self, text: str) -> int:
        """Read a year."""
        year = int(text)
        if year not in deadline.YEARS:
            raise ValueError(text)
        return year

    def write(self, value: int) -> str:
        """Write a year."""
        return str(value)


class AmountField(TypedField):
    """An amount with up to two decimals: euros, or full-time equivalents."""

    complaint = _l("Please give an amount, such as 12.500,00.")
    most, digits = 999_999_999, 2

    def read(self, text: str) -> Decimal:
        """Read an amount within bounds."""
        amount = amounts.parse(text)
        if amount > self.most:
            raise ValueError(text)
        return amount

    def write(self, value: Decimal) -> str:
        """Write an amount as the reader does, cents only where there are some."""
        return number(value, self.digits) if value % 1 else number(value)

    def shown(self, kept: str) -> str:
        """Write an amount as a row of a table keeps it."""
        return self.write(Decimal(kept))

    @staticmethod
    def kept(value: str | None) -> Decimal | None:
        """Return an amount as a row of a table keeps it; none and nought look alike."""
        return Decimal(value) if value and value != "0" else None


class PostsField(AmountField):
    """Full-time equivalents."""

    complaint = _l("Please give full-time equivalents, such as 0,5.")
    most, digits = 999, 0


class ChoicesField(SelectMultipleField):
    """Several choices, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def word(words: type[Word]) -> Callable[[Any], Word | None]:
    """Return how a select turns its value into a closed word; empty stands for none."""

    def read(value: Any) -> Word | None:
        return words(value) if value else None

    return read


def with_none(words: type[Word]) -> list[Any]:
    """Return the choices of a closed word that may stay open."""
    return [SelectChoice("", _l("not yet settled")), *words.choices()]
