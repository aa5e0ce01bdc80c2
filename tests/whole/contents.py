"""What is in the database: a fingerprint of every table, and whether anything points into another town."""

from functools import cache
from hashlib import sha256
from typing import Any

from flask import Flask
from sqlalchemy import Dialect, Select, Table, select

from workspace.db import Model, db

NOT_DATA = {"session", "attempt"}  # a session's last-seen, and tries at a secret, are written by looking
LOOKED = {"member.looked"}  # and so is on which action somebody has seen what is new: to nobody but themselves


def contents(app: Flask) -> dict[str, str]:
    """Return a fingerprint of each table's rows; two are equal only if nothing changed."""
    with app.app_context():
        cursor, found = db.session.connection().connection.cursor(), {}
        for name, query in queries(db.engine.dialect).items():
            cursor.execute(query)
            found[name] = sha256(repr(cursor.fetchall()).encode()).hexdigest()
        return found


@cache
def queries(dialect: Dialect) -> dict[str, str]:
    """Return what asks for each table's rows, put together once: a thousand fingerprints are taken."""
    tables = [table for table in Model.metadata.sorted_tables if table.name not in NOT_DATA]
    return {table.name: str(rows(table).compile(dialect=dialect)) for table in tables}


def rows(table: Table) -> Select[Any]:
    """Return the query for a table's rows in a fixed order, without what looking may write."""
    columns = (column for column in table.c if f"{table.name}.{column.name}" not in LOOKED)
    return select(*columns).order_by(*table.primary_key)


def crossings(app: Flask) -> list[str]:
    """Return the columns in which a row of one town points to a row of another: there must be none."""
    found = []
    with app.app_context():
        for table in Model.metadata.sorted_tables:
            for key in table.foreign_keys:
                target = key.column.table
                if "workspace_id" in table.c and "workspace_id" in target.c:
                    there = target.alias()
                    joined = table.join(there, key.parent == there.c[key.column.name])
                    query = select(table.c.workspace_id).select_from(joined)
                    if db.session.scalars(query.where(table.c.workspace_id != there.c.workspace_id)).first():
                        found.append(f"{table.name}.{key.parent.name}")
        units = dict(db.session.execute(select(Model.metadata.tables["unit"].c["id", "workspace_id"])).all())
        action = Model.metadata.tables["action"]
        for town, partners in db.session.execute(select(action.c.workspace_id, action.c.partner_ids)):
            found += ["action.partner_ids" for partner in partners or [] if units.get(partner) != town]
    return found
