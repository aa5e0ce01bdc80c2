"""Languages: source strings are English, German is what people read unless they choose otherwise."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, get_locale
from flask_babel.speaklater import LazyString
from markupsafe import Markup
from wtforms.fields.choices import SelectChoice

LANGUAGES = ("de", "en")
DEFAULT = "de"
FOLDER = Path(__file__).parent / "translations"
LOCALES = {"de": "de_DE", "en": "en"}  # Flask-Security's German goes by de_DE, and ours (de) is found under it too
babel = Babel()


def init_app(app: Flask) -> None:
    """Set up translations and the filters templates use for dates, times and numbers."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    babel.init_app(app, default_locale=LOCALES[DEFAULT], locale_selector=locale)
    # A page has a hundred texts: ours are found in a microsecond, flask-babel's through Jinja's wrapper in twelve.
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of_number)
    app.jinja_env.filters.update(day=day, moment=moment, number=number, local_day=local_day)
    app.jinja_env.filters.update(long_day=long_day, time=time, money=money, measured=measured)
    app.context_processor(lambda: {"language": language()})


def language() -> str:
    """Return the reader's language: chosen by them, else their town's, else German."""
    if not has_request_context():  # a mail or a command: whatever `force_locale` says
        found = get_locale()
        return found.language if found and found.language in LANGUAGES else DEFAULT
    known: str | None = g.get("language")
    if known is None and (known := session.get("language")) not in LANGUAGES:
        if "workspace" not in g:
            return DEFAULT
        known = g.workspace.language
    g.language = known
    return str(known)


def follow_browser() -> None:
    """For pages without an account: take the language the address asks for (`?language=en`), else the browser's."""
    asked = request.args.get("language")
    spoken = asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES)
    if spoken:
        g.language = spoken


@cache
def catalogue(code: str) -> NullTranslations:
    """Return a language's texts, read once per process."""
    return Translations.load(FOLDER, [code])


@cache
def wordless(message: str, code: str) -> Markup:
    """Return a template's text that has nothing to fill in: one of a few hundred, each translated once."""
    return Markup(catalogue(code).gettext(message)) % {}  # noqa: S704 (templates and catalogues are ours)


def said(message: str, /, **values: Any) -> Markup:
    """Translate a text of a template; what is filled in is escaped."""
    if not values:
        return wordless(message, language())
    return Markup(catalogue(language()).gettext(message)) % values  # noqa: S704


def said_of_number(one: str, many: str, count: int, /, **values: Any) -> Markup:
    """Translate a text of a template that depends on a number, which it may call `num`."""
    return Markup(catalogue(language()).ngettext(one, many, count)) % {"num": count, **values}  # noqa: S704


def text(message: str, **values: Any) -> str:
    """Translate a text of the code, filling in its values."""
    found = catalogue(language()).gettext(message)
    return found % values if values else found


def lazy(message: str, **values: Any) -> LazyString:
    """Return a text that is translated when it is shown: for labels and messages named once at import."""
    return LazyString(text, message, **values)


def locale() -> str:
    """Return the locale that goes with the reader's language; flask-babel asks, outside a request too."""
    return LOCALES[language() if has_request_context() else DEFAULT]


def zone() -> ZoneInfo:
    """Return the time zone of the town at hand, or Germany's where there is none."""
    workspace = g.get("workspace") if has_request_context() else None
    return ZoneInfo(workspace.time_zone if workspace else "Europe/Berlin")


def day(value: date | None) -> str:
    """Write a date as the reader does: 31.12.2027."""
    if value is None:
        return ""
    return f"{value:%d.%m.%Y}" if language() == "de" else format_date(value, "d MMM yyyy", "en")


def long_day(value: date) -> str:
    """Write a date with its month in words, as a heading: 3. März 2027."""
    return format_date(value, "d. MMMM yyyy" if language() == "de" else "d MMMM yyyy", language())


def time(value: datetime) -> str:
    """Write the time of day in the town's zone: 14:03."""
    return f"{value.astimezone(zone()):%H:%M}"


def moment(value: datetime | None) -> str:
    """Write a point in time in the town's zone: 12.11.2026, 14:03."""
    return f"{local_day(value)}, {time(value)}" if value else ""


def local_day(value: datetime | None) -> str:
    """Write the day a moment falls on in the town's zone."""
    return day(value.astimezone(zone()).date()) if value else ""


def number(value: Decimal | float | None, digits: int = 0) -> str:
    """Write a number in the reader's locale: 12.500 or 0,5."""
    if value is None:
        return ""
    if not digits:
        return format_decimal(value, "#,##0.##", language())
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)  # as at school, not as banks do
    return format_decimal(rounded, f"#,##0.{'0' * digits}", language())


def measured(value: Decimal | str, unit: str | None) -> str:
    """Write a number with what it counts, in the reader's locale: 12,5 %."""
    return f"{number(Decimal(value))}\N{NO-BREAK SPACE}{unit}" if unit else number(Decimal(value))


def money(value: Decimal | str | None) -> str:
    """Write an amount of euros in the reader's locale, cents only where there are some: 12.500 €."""
    amount = Decimal(value or 0)
    pattern = Locale.parse(LOCALES[language()]).currency_formats["standard"].pattern
    whole = pattern.replace(".00", "") if amount == amount.to_integral_value() else pattern
    return format_currency(amount, "EUR", whole, language(), currency_digits=False)


class Word(StrEnum):
    """A closed set of words: stored by value, shown by `label` in the reader's language."""

    label: LazyString

    def __new__(cls, value: str, label: Any = "") -> Self:
        """Take the stored value and what people read. Looking a word up, `Status("done")`, needs the value alone."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word

    @classmethod
    def choices(cls, *, but: Collection[Self] = ()) -> list[SelectChoice]:
        """Return the words for select fields, without those named in `but`."""
        return [SelectChoice(word.value, word.label) for word in cls if word not in but]
