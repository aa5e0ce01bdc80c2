"""Lines as people wrap them, and paragraphs as pages want them."""

import re

BULLET = re.compile(r"[-*+]\s+")
NUMBERED = re.compile(r"\d+[.)]\s")


def unwrap(lines: list[str]) -> str:
    """Join wrapped lines, so that line breaks of a text file don't become line breaks of the page."""
    joined: list[str] = []
    for line in map(str.rstrip, lines):
        above = joined[-1] if joined else ""
        if line and above and not starts_block(line, above):
            joined[-1] = f"{above} {line.strip()}"
            continue
        if BULLET.match(line) and above and not BULLET.match(above):
            joined.append("")  # Markdown wants an empty line before a list; people forget it
        joined.append(line)
    return "\n".join(joined).strip()


def starts_block(line: str, above: str) -> bool:
    """Tell whether a line starts a point of a list or a quotation, rather than going on with the line above."""
    return bool(BULLET.match(line) or line.startswith(">") or (NUMBERED.match(line) and NUMBERED.match(above)))
