"""A small valid toolbox made on the spot, so that a test can break exactly one thing in it."""

import copy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from markupsafe import Markup

from tests.guidance.ids import CATALOGUE, CORE_IDEAS, USE_STEPS
from workspace.guidance import editions
from workspace.guidance.editions import Edition
from workspace.guidance.loading import load
from workspace.guidance.problems import ContentError

settings.register_profile("house", deadline=None)  # two cores are shared by many
settings.load_profile("house")

FIELDS = list(CATALOGUE)
PRINCIPLE = """
## Empfehlung {id} umsetzen {{#{id}}}

Das bedeutet {id} in der Stadt.
Und so geht es weiter.

### Erste Schritte

- Bei {id} anfangen
- Bei {id} weitermachen

### Prüffrage

Ist {id} umgesetzt?

### In Einfacher Sprache

Alle machen {id}.

### Hinweise nach Größe

- ländlich: Klein anfangen mit {id}.

### Verbindungen

- Empfehlungen: {other}
- Herausforderungen: {challenges}
- Praxisbeispiele: {examples}
"""


def front(**values):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n\nEin Absatz dazu.\n"


def passages(ids):
    return "".join(f"\n## Abschnitt {id_} {{#{id_}}}\n\nText zu {id_}.\n" for id_ in ids)


def field_files(at, field):
    ids = CATALOGUE[field]
    challenges = "".join(f"\n### Problem {id_} {{#{id_}}}\n\nSo sieht {id_} aus.\n" for id_ in ids.challenges)
    head = front(id=field, number=at + 1, title=f"Feld {field}", short=field[:9], summary=f"Alles zu {field}.")
    yield f"fields/{field}.md", f"{head}\n## Herausforderungen\n{challenges}"
    other = next(iter(CATALOGUE[FIELDS[at - 1]].themes.values()))[0]
    links = {"other": other, "challenges": ", ".join(ids.challenges), "examples": ", ".join(ids.examples)}
    for number, (theme, principles) in enumerate(ids.themes.items(), start=1):
        head = front(id=theme, field=field, number=number, title=f"Thema {theme}", summary=f"Alles zu {theme}.")
        yield f"themes/{field}/{theme}.md", head + "".join(PRINCIPLE.format(id=id_, **links) for id_ in principles)
    for id_ in ids.examples:
        head = front(
            id=id_, field=field, title=f"Beispiel {id_}", place="Malmö", country="NO", summary=f"Wie {id_} geht."
        )
        yield f"examples/{id_}.md", f"{head}\n### Was sich übertragen lässt\n\n- Das Erste\n- Das Zweite\n"


def toolbox_files():
    files = dict(pair for at, field in enumerate(FIELDS) for pair in field_files(at, field))
    files["core-ideas.md"] = front(title="Gedanken", summary="Neun.") + passages(CORE_IDEAS)
    files["steps.md"] = front(title="Schritte", summary="Sieben.") + passages(USE_STEPS)
    sources = dict.fromkeys(("title", "authors", "publisher", "date", "project", "url"), "Quelle")
    about = {"title": "Über", "summary": "Woher."} | {f"source_{key}": value for key, value in sources.items()}
    files["about.md"] = front(**about, licence="EUPL-1.2") + "\n## Ziele\n\nZwei.\n"
    return files


FILES = toolbox_files()


@cache
def first_edition():
    """Return the unbroken toolbox as it is recorded: no test is about making it."""
    with TemporaryDirectory() as folder:
        unbroken = Content(Path(folder), recorded={}).load()["de"]
    return {1: editions.entries(unbroken)}


class Content:
    """A folder `content/` that a test can change."""

    def __init__(self, folder: Path, recorded=None):
        self.folder, self.files = folder / "content", {"de": copy.copy(FILES)}
        self.recorded = first_edition() if recorded is None else recorded
        self.successors = None

    def change(self, place, old, new, language="de"):
        assert old in self.files[language][place]
        self.files[language][place] = self.files[language][place].replace(old, new, 1)

    def line(self, place, text, language="de"):
        return next(at for at, line in enumerate(self.files[language][place].split("\n"), 1) if text in line)

    def load(self, render=lambda text: Markup("<p>{}</p>").format(text)):
        self.folder.mkdir(exist_ok=True)
        for number, entries in self.recorded.items():
            editions.write(self.folder, Edition(number, entries))
        if self.successors is not None:
            (self.folder / "successors.yaml").write_text(self.successors, encoding="utf-8")
        for language, files in self.files.items():
            for place, text in files.items():
                path = self.folder / language / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(self.folder, render)

    def problems(self):
        with pytest.raises(ContentError) as caught:
            self.load()
        return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def content(tmp_path):
    return Content(tmp_path)


@pytest.fixture(scope="session")
def toolbox(tmp_path_factory):
    return Content(tmp_path_factory.mktemp("toolbox")).load()["de"]
