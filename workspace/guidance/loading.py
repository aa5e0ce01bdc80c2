"""From the folder `content/` to toolboxes: all of it in order, or a ContentError that lists everything to correct."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from workspace.guidance import checking, reading
from workspace.guidance.chapters import About
from workspace.guidance.collection import Toolbox
from workspace.guidance.draft import Draft, Render
from workspace.guidance.headings import HEADINGS
from workspace.guidance.linking import link
from workspace.guidance.page import Page, Spot, parse
from workspace.guidance.problems import ContentError, Problem, perhaps
from workspace.guidance.rules import neutral

ORIGINAL = "de"
READERS: dict[str, Callable[[Draft, Page], None]] = {
    "fields": reading.read_field,
    "themes": reading.read_theme,
    "examples": reading.read_example,
    "core-ideas.md": partial(reading.read_chapter, name="core_ideas"),
    "steps.md": partial(reading.read_chapter, name="use_steps"),
    "about.md": reading.read_about,
}


def load(content: Path, render: Render) -> dict[str, Toolbox]:
    """Read every language's folder in `content`. Raises ContentError with all problems; never half a toolbox."""
    problems: list[Problem] = []
    files = {language: read_files(content / language, problems) for language in languages(content)}
    loaded = {language: read(language, found, render, problems) for language, found in files.items()}
    original = loaded[ORIGINAL][1]
    for language, (_, pages) in loaded.items():
        for place in pages.keys() & original.keys():
            if language != ORIGINAL:
                checking.check_parity(pages[place], original[place])
    problems += [problem for _, pages in loaded.values() for page in pages.values() for problem in page.problems]
    if problems:
        raise ContentError(problems)
    return {language: build(language, draft, edition(files[language])) for language, (draft, _) in loaded.items()}


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
    language: str, files: Mapping[str, str], render: Render, problems: list[Problem]
) -> tuple[Draft, dict[str, Page]]:
    """Read one language's files into a draft and check it; problems are noted on the pages."""
    draft, pages, expected = Draft(render), {}, checking.expected_pages()
    for place in files.keys() - expected.keys():
        text = f"Diese Datei gehört nicht zur Toolbox.{perhaps(place, expected.keys() - files.keys())}"
        problems.append(Problem(f"content/{language}/{place}", 1, text))
    for place, ids in expected.items():
        if place not in files:
            problems.append(Problem(f"content/{language}/{place}", 1, "Diese Datei fehlt."))
            continue
        page = pages[place] = parse(f"content/{language}/{place}", language, files[place])
        READERS[place.partition("/")[0]](draft, page)
        checking.check_page(page, place, ids)
        check_wording(page, files[place])
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


def build(language: str, draft: Draft, edition: str) -> Toolbox:
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
    )
