"""Prose: what people type is shown as text and can do nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.prose import TAGS, bare, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<div hx-get='/w/x' hx-trigger='load'>x</div>",
    "<div data-hx-post='/w/x' data-hx-trigger='load'>x</div>",
    "<p id='main' class='alert' style='position:fixed' onclick='x()'>x</p>",
    "<form action='/logout' method='post'><button>x</button></form>",
    "<iframe src='/'></iframe><object data='/'></object><embed src='/'>",
    "<svg><use href='#x'/><script>1</script></svg>",
    "<hx-partial hx-target='#main'>x</hx-partial>",
    "<style>*{display:none}</style><link rel=stylesheet href=x><base href='//evil'>",
    "<a href='//evil.example'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
]
ATTRIBUTE = re.compile(r"<[a-z0-9]+((?:\s+[^<>]*)?)>")


def is_harmless(html: str) -> bool:
    tags = set(re.findall(r"</?([a-zA-Z][\w-]*)", html))
    attributes = {name for part in ATTRIBUTE.findall(html) for name in re.findall(r"([\w-]+)=\"", part)}
    addresses = re.findall(r'href="([^"]*)"', html)
    return (
        tags <= TAGS
        and attributes <= {"href", "rel"}
        and not any(address.lower().strip().startswith(("javascript", "data", "vbscript")) for address in addresses)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_can_act(text: str) -> None:
    assert is_harmless(render(text))
    assert is_harmless(render(f"Ein Satz mit {text} darin.\n\n- {text}\n\n> {text}"))


@given(st.text(alphabet="<>/\"'=abhxjs:()[]!#*_`\n &;-", max_size=200))
def test_no_text_at_all_can_act(text: str) -> None:
    assert is_harmless(render(text))


def test_markdown_reads_as_people_mean_it() -> None:
    html = render("# Ziel\n\nZwei **Dinge**:\n\n- eins\n- zwei\n\n[Seite](https://example.de)")

    assert "<h3>Ziel</h3>" in html
    assert "<strong>Dinge</strong>" in html
    assert html.count("<li>") == 2
    assert 'href="https://example.de"' in html
    assert "nofollow" in html


def test_a_line_break_stays_one_and_nothing_is_nothing() -> None:
    assert "<br>" in render("erste Zeile\nzweite Zeile")
    assert render(None) == ""
    assert render("") == ""


def test_umlauts_quotes_and_signs_survive() -> None:
    assert "„Größe“ &amp; 5 &lt; 6" in render("„Größe“ & 5 < 6")


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "<![CDATA[", "<a ", ">", "**a*"])
def test_what_no_one_would_write_is_shown_as_typed_and_never_parsed(sign: str) -> None:
    # The parser takes minutes for thousands of nested signs: a page with such a text would stand still for everyone.
    html = render(sign * (20_000 // len(sign)))

    assert html.count("<") == 2
    assert html.startswith("<p>")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("*Sprache*\n\n- **Verwaltung**: 2\n* Kita", "Sprache\n\n• Verwaltung: 2\n• Kita"),
        ("### Ziel\nMehr *und* **mehr davon**.", "Ziel\nMehr und mehr davon."),
        ("5 * 3 * 2, 2*3*4, Bürger*innen, Nr. #4, a - b, **", "5 * 3 * 2, 2*3*4, Bürger*innen, Nr. #4, a - b, **"),
    ],
)
def test_the_bare_words_are_read_where_texts_are_compared(typed: str, read: str) -> None:
    assert bare(typed) == read
