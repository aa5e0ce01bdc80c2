"""“Agreed today”: what became what, the notes, who does it by when; as a page, as text, as a link to one's own mail."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import unquote

from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.desk.sitting import at, decide, note, own_key
from tests.world import TOWN, World
from workspace.comments.talk import Comment
from workspace.desk.minutes import LONGEST
from workspace.members.models import Unit

As = Callable[[Any], FlaskClient]


def listed(browser: FlaskClient, key: str) -> str:
    """Return the list's page."""
    return browser.get(at(key, "decided")).text


def told(page: str) -> str:
    """Return the list as plain text."""
    return unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[0])


def test_old_and_new_note_and_who_does_it(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    day = f"{key[6:8]}.{key[4:6]}.{key[:4]}"
    decide(world, anna, key, "M-001/deadline", deadline_text="31.12.2027", why="Die Fördermittel kommen später.")
    decide(world, anna, key, "M-002/owner", owner_id=world.unit("Jobcenter").id, responsible_id="")
    note(anna, key, "Erst klären:\n- Räume\n- Schlüssel", "M-002")

    assert told(listed(anna, key)) == (
        f"Vereinbart in der Sitzung am {day}\n"
        "Integrationskonzept\n\n"
        "M-001 Integrationskonzept beschließen\n"
        "- Frist: 31.12.2099 → 31.12.2027\n"
        "- Notiz: Die Fördermittel kommen später.\n"
        "- Stand: Fachbereich Soziales, Frist: 31.12.2027, in Umsetzung\n\n"
        "M-002 Prüfung benennen\n"
        "- Federführung: Jobcenter\n"
        "- Notiz: Erst klären:\n  - Räume\n  - Schlüssel\n"
        "- Stand: Jobcenter, Frist: 31.01.2020, noch nicht begonnen"
    )


def test_a_note_is_a_dated_entry_among_the_comments(world: World, as_: As) -> None:
    note(as_(world.anna), own_key(world, world.anna), "@Fachbereich Soziales fragt nach.")
    comment = world.one(select(Comment))

    assert re.fullmatch(
        r"Vereinbart in der Sitzung am \d\d\.\d\d\.\d{4}: @Fachbereich Soziales fragt nach\.", comment.text
    )
    assert comment.mentions == [{"unit": world.unit("Fachbereich Soziales").id}]
    assert "Vereinbart in der Sitzung am" in as_(world.ben).get(f"{TOWN}/actions/M-001").text
    assert "fragt nach" not in as_(world.bea).get(f"{TOWN}/actions/M-001").text


def test_only_what_came_of_it_is_listed(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    decide(world, anna, key, "M-001/status", status="paused", status_reason="Kein Geld.")
    decide(world, anna, key, "M-001/status", status="standing")
    decide(world, anna, key, "M-002/status", status="done")
    decide(world, anna, key, "M-002/status", status="not_started")
    note(anna, key, "Verschrieben.", "M-003")
    anna.post(f"{TOWN}/actions/M-003/comments/1/withdrawal")
    page = listed(anna, key)

    assert "- Umsetzungsstand: in Umsetzung → Daueraufgabe" in told(page)
    assert "Grund" not in told(page)
    assert "M-002" not in told(page)
    assert "Verschrieben" not in page


def test_nothing_agreed_says_so(world: World, as_: As) -> None:
    assert "In dieser Sitzung ist noch nichts vereinbart." in listed(as_(world.anna), own_key(world, world.anna))


def test_the_own_mail_program_gets_as_much_as_it_takes(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    note(anna, key, "Kurz & gut?")
    link = unescape(re.findall(r'href="(mailto:[^"]+)"', listed(anna, key))[0])
    assert link.startswith("mailto:ben@musterstadt.example?subject=Vereinbart%20in%20der%20Sitzung")
    assert "- Notiz: Kurz & gut?" in unquote(link)

    for code in ("M-002", "M-003", "M-005"):
        note(anna, key, "Ü" * 400, code)
    link = unescape(re.findall(r'href="(mailto:[^"]+)"', listed(anna, key))[0])
    assert len(link) <= LONGEST
    assert unquote(link).endswith(f"/w/musterstadt/plans/1/screen/decided?meeting={key}")


def test_it_says_who_cannot_be_written_to(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    decide(world, anna, key, "M-001/owner", owner_id=world.unit("Jobcenter").id, responsible_id="")
    page = listed(anna, key)
    assert "Betroffen: Ben" in page
    assert "Ohne E-Mail-Adresse: Jobcenter<" in page
    assert "Nicht an:" not in page

    world.write(update(Unit).where(Unit.name == "Jobcenter").values(contact="Uwe", contact_email="uwe@jc.example"))
    page = listed(anna, key)
    assert "Betroffen: Ben, Uwe<" in page
    assert "Ohne E-Mail-Adresse" not in page
    assert "Nicht an: Uwe<" in page
    assert "uwe@jc.example" not in re.findall(r'href="(mailto:[^"]+)"', page)[0]


def test_a_note_begun_and_not_saved_is_named_to_its_writer(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    typed = {"address": f"{TOWN}/plans/1/screen/M-002/note", "fields": '[["text", "Halb fertig"]]'}
    assert anna.post(f"{TOWN}/drafts", data=typed).status_code == 200

    page = listed(anna, key)
    assert "Ein Entwurf einer Notiz zu M-002 ist noch nicht gespeichert." in page
    assert f'href="{at(key, "M-002/note")}"' in unescape(page)
    assert "Halb fertig" not in page
    assert "Ein Entwurf" not in listed(as_(world.eda), key)


def test_without_a_mail_server_nothing_is_sent(world: World, as_: As) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    note(anna, key, "Hallo.")

    assert "betroffene Stelle" not in listed(anna, key)
    assert anna.post(at(key, "decided/letters")).status_code == 400
