"""From the folder `content/` to toolboxes: all of it in order, or a ContentError that lists everything to correct."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from workspace.guidance import checking, editions, reading, successors
from workspace.guidance.chapters import About
from workspace.guidance.collection import Toolbox
from workspace.guidance.draft import Draft, Render
from workspace.guidance.headings import HEADINGS, ORIGINAL
from workspace.guidance.linking import link
from workspace.guidance.page import Page, Spot, parse
from workspace.guidance.problems import ContentError, Problem, perhaps
from workspace.guidance.rules import neutral

READERS: dict[str, Callable[[Draft, Page], None]] = {
    "fields": reading.read_field,
    "themes": reading.read_theme,
    "examples": reading.read_example,
    "core-ideas.md": partial(reading.read_chapter, name="core_ideas"),
    "steps.md": partial(reading.read_chapter, name="use_steps"),
    "about.md": reading.read_about,
}


def load(content: Path, render: Render) -> dict[str, Toolbox]:
    """Read every language's folder in `content`. Raises ContentError with all problems; never half a toolbox.

    The original is held to what was ever recorded, translations to the original, so it is put right first.
    """
    problems: list[Problem] = []
    files = {language: read_files(content / language, problems) for language in languages(content)}
    past = editions.everything(editions.read(content, problems))
    followed = successors.read(content)
    recorded = {id_: entry for id_, entry in past.items() if id_ not in followed.values}
    expected = checking.expected_pages(recorded, files[ORIGINAL].keys())
    draft, pages = read(ORIGINAL, files[ORIGINAL], render, problems, expected)
    leads = successors.resolve(followed, past, draft.kinds())
    refuse([*problems, *followed.problems], pages)
    loaded = {ORIGINAL: draft}
    theirs = {place: [one.id for one in checking.walk(page.body) if one.id] for place, page in pages.items()}
    for language in [language for language in files if language != ORIGINAL]:
        loaded[language], translated = read(language, files[language], render, problems, theirs)
        for place in translated:
            checking.check_parity(translated[place], pages[place])
        refuse(problems, translated)
    return {language: build(language, loaded[language], edition(files[language]), leads) for language in files}


def refuse(problems: list[Problem], pages: Mapping[str, Page]) -> None:
    """Raise ContentError where anything is wrong, in these files or around them."""
    if found := [*problems, *(problem for page in pages.values() for problem in page.problems)]:
        raise ContentError(found)


def languages(content: Path) -> list[str]:
    """Return the languages there is content in; the original is always expected."""
    return [language for language in HEADINGS if language == ORIGINAL or (content / language).is_dir()]


def read_files(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Return the text of every Markdown file below a folder, by its path within it."""
    files = {}
    for path in sorted(folder.rglob("*.md")):
        place = path.relative_to(folder).as_posix()
        try:
            files[place] = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(f"content/{folder.name}/{place}", 1, "Die Datei ist nicht als UTF-8 gespeichert."))
            files[place] = ""
    return files


def read(
    language: str, files: Mapping[str, str], render: Render, problems: list[Problem], expected: Mapping[str, list[str]]
) -> tuple[Draft, dict[str, Page]]:
    """Read one language's files into a draft and check it; problems are noted on the pages."""
    draft, pages = Draft(render), {}
    for place in files.keys() - expected.keys():
        text = f"Diese Datei gehört nicht zur Toolbox.{perhaps(place, expected.keys() - files.keys())}"
        problems.append(Problem(f"content/{language}/{place}", 1, text))
    for place in [place for place in expected if place in files]:
        page = pages[place] = parse(f"content/{language}/{place}", language, files[place])
        READERS[place.partition("/")[0]](draft, page)
        check_wording(page, files[place])
    known = draft.spots.keys() if language == ORIGINAL else None
    for place, ids in expected.items():
        if place in files:
            checking.check_page(pages[place], place, ids, known)
        else:
            lost = checking.lost_with(place, ids, known)
            problems += [Problem(f"content/{language}/{place}", 1, text) for text in lost]
    checking.check_draft(draft)
    return draft, pages


def check_wording(page: Page, text: str) -> None:
    """Hold German texts to neutral language."""
    for number, line in enumerate(text.splitlines(), start=1):
        if page.language == ORIGINAL:
            neutral(Spot(page, number, line))


def edition(files: Mapping[str, str]) -> str:
    """Return a short hash over a language's sorted files: the same everywhere, another as soon as a word changes."""
    digest = hashlib.sha256()
    for place, text in files.items():
        digest.update(f"{place}\n{len(text)}\n{text}\n".encode())
    return digest.hexdigest()[:12]


def build(language: str, draft: Draft, edition: str, leads: Mapping[str, str]) -> Toolbox:
    """Turn a checked draft into a toolbox."""
    link(draft)
    about = draft.chapters["about"]
    assert isinstance(about, About)
    return Toolbox(
        language=language,
        edition=edition,
        fields=tuple(draft.fields.values()),
        themes=tuple(draft.themes.values()),
        principles=tuple(draft.principles.values()),
        challenges=tuple(draft.challenges.values()),
        examples=tuple(draft.examples.values()),
        core_ideas=draft.chapters["core_ideas"],
        use_steps=draft.chapters["use_steps"],
        about=about,
        successors=leads,
    )
