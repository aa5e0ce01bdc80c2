"""What was agreed on after an assessment can be looked back at and restored."""

import re

from tests.assessments.conftest import Round


def test_an_agreement_is_restored(opened: Round) -> None:
    opened.close()
    anna, address = opened.as_(opened.world.anna), f"{opened.page}/agreements/strategy"
    for version, text in enumerate(("Wir bleiben dabei.", "Wir ändern das.")):
        assert anna.post(address, data={"version": version, "text": text}).status_code == 303
    page = anna.get(f"{address}/versions").text
    version, number = re.findall(
        r'name="version" value="(\d+)"><input type="hidden" name="number" value="(\d+)"', page
    )[0]

    answer = anna.post(f"{address}/versions", data={"version": version, "number": number})

    assert answer.headers["Location"] == f"{opened.page}#agreement-strategy"
    assert "Wir bleiben dabei.</p>" in anna.get(f"{address}/versions").text.split('id="h-versions"')[0]
    assert opened.world.latest().kind == "agreement.restored"
    assert opened.as_(opened.world.rosa).get(f"{address}/versions").status_code == 200
