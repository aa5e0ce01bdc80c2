"""What stands beside an action: the principle in short, with room for a button beside each first step."""

from types import SimpleNamespace

import pytest
from flask import g, render_template_string

from workspace.guidance import toolbox
from workspace.prose import render

BUTTON = '{% macro take_over(step, number) %}<button id="take-{{ number }}">{{ step }}</button>{% endmacro %}'
INCLUDE = '{% include "guidance/_beside.html" %}'

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def beside(app):
    def draw(template, **context):
        with app.test_request_context("/"):
            g.workspace = SimpleNamespace(slug="musterstadt", time_zone="Europe/Berlin", language="de")
            return render_template_string(template, principle=toolbox().principle("gov-reviewer"), **context)

    return draw


def test_it_says_what_to_do_and_links_to_the_whole(beside):
    page = beside(INCLUDE)

    assert 'href="/w/musterstadt/guidance/governance/strategy#principle-gov-reviewer"' in page
    assert "Prüffrage" in page
    assert page.count("<button") == 0


def test_each_first_step_can_have_a_button(beside):
    page = beside(BUTTON + INCLUDE)

    assert page.count("<button") == 4
    assert 'id="take-1"' in page


def test_related_principles_show_their_actions(beside):
    page = beside(INCLUDE, actions={"edu-feedback-channels": [SimpleNamespace(code="M-042")]})

    assert "M-042" in page


def test_html_in_a_content_file_does_nothing(content, app):
    content.change("themes/governance/strategy.md", "Das bedeutet", '<b hx-get="/x" onclick="y()">Das</b> bedeutet')
    content.change("themes/governance/strategy.md", "Und so", "Und [so](javascript:alert)")
    loaded = content.load(render)["de"]

    html = loaded.principle("gov-strategy").meaning.html
    assert "hx-" not in html
    assert "javascript" not in html
    assert "onclick" not in html
