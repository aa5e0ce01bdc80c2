"""What a sitting has decided goes by mail to those concerned: once, and to nobody more than they may know."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.desk.sitting import at, decide, note, own_key
from tests.notifications.conftest import Server
from tests.world import World
from workspace.mail import Mail
from workspace.members.models import Unit

As = Callable[[Any], FlaskClient]
CONTACT = "kontakt@jobcenter.example"


def letters(server: Server) -> dict[str, str]:
    """Return what was sent, by address."""
    return {str(one["To"]): one.get_content() for one in server.letters}


def test_staff_read_all_and_a_units_contact_what_is_theirs(
    world: World, as_: As, server: Server, empty: Callable[[], int]
) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    world.write(update(Unit).where(Unit.name == "Jobcenter").values(contact_email=CONTACT))
    decide(world, anna, key, "M-001/deadline", deadline_text="31.12.2027", why="Intern: das Geld fehlt.")
    decide(world, anna, key, "M-002/owner", owner_id=world.unit("Jobcenter").id, responsible_id="")
    note(anna, key, "Intern: das wird zäh.", "M-002")
    assert "An 2 betroffene Stellen mailen" in anna.get(at(key, "decided")).text
    assert anna.post(at(key, "decided/letters")).status_code == 303
    assert empty() == 2

    found = letters(server)
    assert {*found} == {world.ben.email, CONTACT}
    assert "Intern: das Geld fehlt." in found[world.ben.email]
    assert f"/plans/1/screen/decided?meeting={key}" in found[world.ben.email]
    assert "M-002 Prüfung benennen\n- Federführung: Jobcenter" in found[CONTACT].replace("\r\n", "\n")
    assert "Intern" not in found[CONTACT]
    assert "M-001" not in found[CONTACT]


def test_a_letter_goes_once_until_more_is_decided(world: World, as_: As, server: Server) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    note(anna, key, "Erstens.")
    for _again in range(2):
        anna.post(at(key, "decided/letters"))
    assert len(world.all(select(Mail))) == 1
    assert "(unterwegs)" in anna.get(at(key, "decided")).text

    note(anna, key, "Zweitens.")
    anna.post(at(key, "decided/letters"))
    assert len(world.all(select(Mail))) == 2


def test_who_left_meanwhile_gets_nothing(world: World, as_: As, server: Server, empty: Callable[[], int]) -> None:
    anna, key = as_(world.anna), own_key(world, world.anna)
    note(anna, key, "Für Ben.")
    anna.post(at(key, "decided/letters"))
    anna.post(f"/w/musterstadt/members/{world.member(world.ben).id}/removal")
    empty()

    assert server.letters == []


def test_only_those_who_give_work_may_send_it(world: World, as_: As, server: Server) -> None:
    key = own_key(world, world.ben)
    note(as_(world.ben), key, "Von Ben.")
    for person, code in ((world.ben, 403), (world.rosa, 403), (world.olaf, 404), (world.eda, 303)):
        assert as_(person).post(at(key, "decided/letters")).status_code == code
