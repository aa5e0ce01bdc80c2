"""The sheet's groups with small tables: costs by budget year, and indicators."""

from decimal import Decimal
from typing import Any, ClassVar

from wtforms import FormField, SelectField, SubmitField, ValidationError

from workspace.actions.fields import AmountField, DayField, PostsField, YearField, with_none, word
from workspace.actions.group_forms import GroupForm
from workspace.actions.models import Action
from workspace.actions.words import Funding
from workspace.editing.values import plain
from workspace.forms import Line
from workspace.i18n import lazy as _l
from workspace.plans.deadline import YEARS
from workspace.plans.fields import Row, Rows

MOST_YEARS = 15
PARTS = ("once", "running")


class CostRow(Row):
    """What one budget year costs."""

    year = YearField(_l("Budget year"))
    once = AmountField(_l("One-off"))
    running = AmountField(_l("Running"))

    @property
    def is_filled(self) -> bool:
        """Say whether an amount stands in it; a year alone says nothing."""
        return self.once.data is not None or self.running.data is not None

    def validate_year(self, field: YearField) -> None:
        """Ask for the year of an amount."""
        if self.is_filled and field.data is None and not field.errors:
            raise ValidationError(_l("Please give the budget year as well."))


class CostsForm(GroupForm):
    """What it costs and who pays."""

    group = "costs"
    costs = Rows(FormField(CostRow), _l("Costs by budget year"), max_entries=MOST_YEARS)
    more = SubmitField(_l("Add a year"))
    budget_line = Line(_l("Budget line"))
    staff = PostsField(_l("Staff (full-time equivalents)"))
    funding = SelectField(_l("Funding"), choices=with_none(Funding), coerce=word(Funding))
    funder = Line(_l("Funder"))
    funding_ends_on = DayField(_l("Funding ends on"))

    @classmethod
    def filled_from(cls, action: Action) -> dict[str, Any]:
        """Return what stands there, with an empty row for each year of the plan that has none."""
        values = super().filled_from(action)
        planned = range(action.plan.first_year, action.plan.last_year + 1)[:MOST_YEARS]
        missing = [{"year": year} for year in planned if year not in {cost["year"] for cost in action.costs}]
        rows = sorted([*cls.amounts(action.costs), *missing], key=lambda row: row["year"])
        return {**values, "costs": rows[:MOST_YEARS]}

    @classmethod
    def as_drawn(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return kept values as the form's fields take them."""
        return {**values, "costs": cls.amounts(values["costs"])}

    @staticmethod
    def amounts(costs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return kept costs as the rows show them: no amount where there is none."""
        return [{"year": cost["year"], **{part: AmountField.kept(cost.get(part)) for part in PARTS}} for cost in costs]

    def validate_costs(self, field: Rows) -> None:
        """Refuse a year that stands there twice, beside its second row."""
        years: set[int | None] = set()
        for row in (row.form for row in field.entries if row.form.is_filled):
            if row.year.data in years:
                row.year.errors = [_l("Each budget year may stand here once only.")]
                raise ValidationError(row.year.errors[0])
            years.add(row.year.data)

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved: rows with an amount, by year."""
        rows = [row.form.data for row in self.costs.entries if row.form.is_filled]
        told = [{"year": row["year"], **{part: plain(Decimal(row[part] or 0)) for part in PARTS}} for row in rows]
        return {**super().columns(), "costs": sorted(told, key=lambda row: row["year"] or 0)}

    def wants_more(self) -> bool:
        """Draw one more row where the button asks for it, for the year after the last."""
        if self.more.data and len(self.costs.entries) < MOST_YEARS:
            last = max((row.form.year.data or 0 for row in self.costs.entries), default=0)
            self.costs.append_entry({"year": last + 1 if last in YEARS else None})
            self.settle(self.place)
        return bool(self.more.data)


class IndicatorRow(Row):
    """One measure of success."""

    PARTS: ClassVar = ("name", "unit", "start", "target", "current")
    name = Line(_l("Indicator"))
    unit = Line(_l("Unit of measure"), most=40)
    start = Line(_l("Start value"), most=40)
    target = Line(_l("Target"), most=40)
    current = Line(_l("Now"), most=40)

    def validate_name(self, field: Line) -> None:
        """Ask what the numbers measure."""
        if not field.data and any(self[part].data for part in self.PARTS):
            raise ValidationError(_l("Please say what is measured."))


class IndicatorsForm(GroupForm):
    """Up to three measures of success."""

    group = "indicators"
    indicators = Rows(FormField(IndicatorRow), _l("Indicators"), min_entries=3, max_entries=3)

    def columns(self) -> dict[str, Any]:
        """Return the indicators that have a name."""
        rows = [row.form.data for row in self.indicators.entries if row.form.name.data]
        return {"indicators": [{part: row[part] for part in IndicatorRow.PARTS if row[part]} for row in rows]}
