"""From pages to objects: one reader for each kind of content file. Problems are noted; reading goes on."""

from workspace.guidance.chapters import About, Chapter, Passage, Source
from workspace.guidance.draft import Draft, parts, position, values
from workspace.guidance.headings import HEADINGS
from workspace.guidance.models import Challenge, Example, Field, Theme
from workspace.guidance.page import Page, Section
from workspace.guidance.principles import read_principle
from workspace.guidance.problems import perhaps
from workspace.guidance.rules import SHORT, STEP, SUMMARY, THEME_TITLE, TITLE, counted, limited

HEAD = {"id": 40, "number": 2, "title": THEME_TITLE}


def read_field(draft: Draft, page: Page) -> None:
    """Read `fields/<id>.md`: what the field is about, and its challenges."""
    found = values(page, HEAD | {"short": SHORT, "summary": SUMMARY})
    field = Field(
        id=draft.claim(found["id"], page.spot("id")),
        position=position(page),
        title=found["title"],
        short=found["short"],
        summary=found["summary"],
        text=draft.prose(page.body.text()),
    )
    draft.fields[field.id] = field
    heading = HEADINGS[page.language].challenges
    for section in parts(page.body, (heading,)).get(heading, page.body).sections:
        read_challenge(draft, section, field)


def read_challenge(draft: Draft, section: Section, field: Field) -> None:
    """Read one challenge of a field."""
    id_ = draft.claim(section.id, section.heading)
    title = limited(section.heading, TITLE, "Die Überschrift")
    draft.challenges[id_] = Challenge(id_, field, title, draft.prose(section.text()))


def read_theme(draft: Draft, page: Page) -> None:
    """Read `themes/<field>/<id>.md`: the theme and its principles, in the order of the file."""
    found = values(page, HEAD | {"field": 40, "summary": SUMMARY})
    draft.claim(found["id"], page.spot("id"))
    if field := home(draft, page):
        theme = Theme(
            id=found["id"],
            field=field,
            position=position(page),
            title=found["title"],
            summary=found["summary"],
            text=draft.prose(page.body.text()),
        )
        draft.themes[theme.id] = theme
        for number, section in enumerate(page.body.sections, start=1):
            read_principle(draft, section, theme, number)


def home(draft: Draft, page: Page) -> Field | None:
    """Return the field a page says it belongs to; complains where there is none of that id."""
    spot = page.spot("field")
    if spot.text and spot.text not in draft.fields:
        spot.complain(f"Das Handlungsfeld „{spot.text}“ gibt es nicht.{perhaps(spot.text, draft.fields)}")
    return draft.fields.get(spot.text)


def read_example(draft: Draft, page: Page) -> None:
    """Read `examples/<id>.md`: what they do there, and what can be borrowed."""
    limits = {"id": 40, "field": 40, "title": TITLE, "place": TITLE, "country": 2, "period": TITLE, "summary": SUMMARY}
    found = values(page, limits, optional=("period",))
    draft.claim(found["id"], page.spot("id"))
    if field := home(draft, page):
        draft.examples[found["id"]] = Example(
            id=found["id"],
            field=field,
            title=found["title"],
            place=found["place"],
            country=found["country"],
            period=found.get("period", ""),
            summary=found["summary"],
            text=draft.prose(page.body.text()),
            lessons=read_lessons(page),
        )


def read_lessons(page: Page) -> tuple[str, ...]:
    """Read what a small town can borrow from an example."""
    heading = HEADINGS[page.language].lessons
    section = parts(page.body, (heading,)).get(heading)
    if section is None:
        return ()
    lessons = section.items()
    counted(section.heading, lessons, 2, 4, f"Der Abschnitt „{heading}“", ("Punkt", "Punkte"))
    return tuple(limited(lesson, STEP, "Der Punkt") for lesson in lessons)


def read_chapter(draft: Draft, page: Page, name: str) -> None:
    """Read `core-ideas.md` and `steps.md`: passages with ids."""
    found = values(page, {"title": TITLE, "summary": SUMMARY})
    text, passages = draft.prose(page.body.text()), read_passages(draft, page, with_ids=True)
    draft.chapters[name] = Chapter(found["title"], found["summary"], text, passages)


def read_about(draft: Draft, page: Page) -> None:
    """Read `about.md`: where the content comes from, and what was made of it."""
    keys = (
        "source_title",
        "source_authors",
        "source_publisher",
        "source_date",
        "source_project",
        "source_url",
        "licence",
    )
    found = values(page, {"title": TITLE, "summary": SUMMARY} | dict.fromkeys(keys, SUMMARY))
    draft.chapters["about"] = About(
        title=found["title"],
        summary=found["summary"],
        text=draft.prose(page.body.text()),
        passages=read_passages(draft, page, with_ids=False),
        source=Source(*(found[key] for key in keys)),
    )


def read_passages(draft: Draft, page: Page, *, with_ids: bool) -> tuple[Passage, ...]:
    """Read the sections of a chapter in order; those of the page about the toolbox need no ids of their own."""
    return tuple(
        Passage(
            id=draft.claim(section.id, section.heading) if with_ids else f"about-{number}",
            position=number,
            title=limited(section.heading, TITLE, "Die Überschrift"),
            text=draft.prose(section.text()),
        )
        for number, section in enumerate(page.body.sections, start=1)
    )
