"""A town that leaves takes everything with it but the record that it left."""

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.world import World, join
from workspace.accounts.models import User
from workspace.db import Model, commit, db
from workspace.history.models import Removal
from workspace.members.models import Member, Workspace
from workspace.members.words import Role, WorkspaceKind


def remove(world: World, *words: str, answer: str | None = None) -> Any:
    return world.app.test_cli_runner().invoke(args=["remove-workspace", "musterstadt", *words], input=answer)


def test_nothing_of_the_town_is_left_but_the_record(world: World, as_) -> None:
    last = world.latest()
    browser = as_(world.anna)
    result = remove(world, "--yes")

    assert result.exit_code == 0, result.output
    assert f"{last.seq}:{last.hash}" in result.output
    assert {table: count for table, count in rows_of(world, 1).items() if count} == {"removal": 1}
    assert (world.one(select(Removal)).slug, world.one(select(Removal)).hash) == ("musterstadt", last.hash)
    assert browser.get("/w/musterstadt/history").status_code == 303


def test_the_neighbouring_town_keeps_everything(world: World) -> None:
    before = rows_of(world, 2)
    remove(world, "--yes")

    assert rows_of(world, 2) == before
    assert world.app.test_cli_runner().invoke(args=["verify"]).exit_code == 0


def test_people_who_belong_elsewhere_keep_their_account(world: World) -> None:
    with world.app.app_context():
        musterstadt = db.session.scalars(select(Workspace).filter_by(slug="musterstadt")).one()
        olaf = db.session.scalars(select(User).filter_by(email=world.olaf.email)).one()
        Member.join(musterstadt, olaf, role=Role.READER)
        commit()
    remove(world, "--yes")

    assert world.all(select(User.email)) == [world.olaf.email]


def test_its_number_never_comes_back(world: World) -> None:
    with world.app.app_context():
        last = db.session.scalar(select(func.max(Workspace.id)))
    world.app.test_cli_runner().invoke(args=["remove-workspace", "nachbarstadt", "--yes"])
    with world.app.app_context():
        town = Workspace.create(slug="nachbarstadt", name="Nachbarstadt", kind=WorkspaceKind.SMALL)
        join(town, world.olaf, Role.COORDINATOR)
        commit()
        assert town.id > last


def test_a_town_may_be_set_up_and_removed_under_the_same_name_again(world: World) -> None:
    remove(world, "--yes")
    with world.app.app_context():
        Workspace.create(slug="musterstadt", name="Musterstadt", kind=WorkspaceKind.SMALL)
        commit()

    assert remove(world, "--yes").exit_code == 0
    assert len(world.all(select(Removal))) == 2


@pytest.mark.parametrize("answer", ["nachbarstadt\n", "ja\n", ""])
def test_it_wants_the_name_typed_again(world: World, answer: str) -> None:
    result = remove(world, answer=answer)

    assert result.exit_code == 1
    assert world.latest()


def test_the_name_typed_again_is_enough(world: World) -> None:
    assert remove(world, answer="musterstadt\n").exit_code == 0


def rows_of(world: World, workspace_id: int) -> dict[str, int]:
    """Return how many rows of each table belong to a town."""
    tables = [table for table in Model.metadata.sorted_tables if "workspace_id" in table.c]
    with world.app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).where(table.c.workspace_id == workspace_id)) or 0
            for table in tables
        }
