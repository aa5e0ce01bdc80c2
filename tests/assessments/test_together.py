"""A workshop evening: six groups answer at the same time, and every answer acknowledged is there afterwards."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from workspace.assessments.models import Assessment, AssessmentGroup
from workspace.assessments.ratings import Rating
from workspace.db import commit
from workspace.guidance import toolbox

GROUPS = 6


def test_every_acknowledged_answer_is_there_afterwards(world: World) -> None:
    with world.app.app_context():
        anna = world.member(world.anna)
        assessment = Assessment.begin(by=anna, title="Ein Abend")
        groups = [AssessmentGroup.invite(assessment, by=anna, name=f"Tisch {place}") for place in range(GROUPS)]
        commit()
        links = [f"/e/{group.token()}" for group in groups]
        themes = [theme.id for theme in toolbox().themes]
    start = Barrier(GROUPS)

    def evening(place: int) -> dict[str, int]:
        browser: FlaskClient = world.client(None)
        sheet = browser.get(links[place]).headers["Location"] + "answers"
        start.wait()
        codes = {}
        for theme in themes:
            form = {"item": theme, "level": str(place % 5), "evidence": f"Tisch {place}", "sheet": "tablet"}
            codes[theme] = browser.post(sheet, data=form).status_code
        return codes

    with ThreadPoolExecutor(GROUPS) as pool:
        acknowledged = [*pool.map(evening, range(GROUPS))]

    assert [set(codes.values()) for codes in acknowledged] == [{303}] * GROUPS
    found = {(one.item, one.evidence): one.level for one in world.all(select(Rating))}
    assert len(found) == GROUPS * len(themes)
    assert all(found[theme, f"Tisch {place}"] == str(place % 5) for place in range(GROUPS) for theme in themes)
