"""Prose: Markdown as people type it, turned into HTML that can't do anything but be read."""

import re
from functools import lru_cache
from threading import local
from typing import Any

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "code", "hr"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
RULES: Any = {"attributes": ATTRIBUTES, "url_schemes": SCHEMES, "link_rel": "noopener noreferrer nofollow"}
SIGNS = "[]!<>*_`&"
MOST_SIGNS = 300  # of one kind in a text; the parser needs minutes for thousands of nested ones
BARE = (  # what stands for bold, italics, a heading, a point of a list; and what is read instead
    (re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^#{1,6} +", re.MULTILINE), ""),
    (re.compile(r"^( *)[-*+] +", re.MULTILINE), r"\1• "),
)
_kept = local()


@lru_cache(maxsize=1024)
def render(text: str | None) -> Markup:
    """Return Markdown as safe HTML: a short list of tags, links to http, https and mailto, nothing else.

    Ids, classes, styles and every `hx-*` attribute are dropped; headings are pushed below the page's own.
    """
    if not text:
        return Markup("")
    if any(text.count(sign) > MOST_SIGNS for sign in SIGNS):
        return as_typed(text)
    try:
        html = converter().reset().convert(text)
    except RecursionError:  # hundreds of lists within lists, on a single line
        del _kept.converter  # it stopped half-way, and would go on there with the next text
        return as_typed(text)
    html = html.replace("<h1", "<h3").replace("</h1", "</h3").replace("<h2", "<h4").replace("</h2", "</h4")
    # The sanitiser is the wall: only what it returns is ever marked as safe.
    return Markup(nh3.clean(html, tags=TAGS, **RULES))  # noqa: S704


def converter() -> Markdown:
    """Return this thread's converter: making one costs more than using it."""
    if not hasattr(_kept, "converter"):
        _kept.converter = Markdown(extensions=["sane_lists", "nl2br"], output_format="html")
    found: Markdown = _kept.converter
    return found


def as_typed(text: str) -> Markup:
    """Return a text as it was typed, every sign of it as a sign: for what no one would write as prose."""
    return Markup("<p>{}</p>").format(text)


def bare(text: str) -> str:
    """Return a text's words without the commonest signs: for where it is compared, not shown as prose."""
    for sign, instead in BARE:
        text = sign.sub(instead, text)
    return text
