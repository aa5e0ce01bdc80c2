"""Every text of the product can be read in German, with the same placeholders as its English source."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def test_every_text_has_its_german() -> None:
    catalogue = german()
    missing = [text for text in texts() if not translation(catalogue, text)]

    assert missing == []


def test_translations_keep_the_placeholders() -> None:
    def placeholders(text: str | tuple[str, ...]) -> set[str]:
        return set(PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)))

    wrong = [m.id for m in german() if m.id and m.string and placeholders(m.id) != placeholders(m.string)]
    assert wrong == []


def test_no_gender_colon_and_no_doubtful_entry() -> None:
    assert [m.id for m in german() if m.id and m.fuzzy] == []
    assert [m.string for m in german() if re.search(r"[a-zß]:in(nen)?\b", str(m.string))] == []


@cache
def german() -> Catalog:
    path = ROOT / "workspace" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="de")


def texts() -> set[str]:
    """Return every text in code and templates that asks to be translated, as `make strings` finds them."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=is_ours)
    return {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}


def is_ours(folder: str) -> bool:
    return Path(folder).name not in {"node_modules", "static", "tests", ".venv", ".git", "instance", "__pycache__"}


def translation(catalogue: Catalog, text: str) -> bool:
    message = catalogue.get(text)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
