"""Triggers that make the history append-only, on both databases. A migration puts them up; `missing` looks for them.

Events never change. A text may only be emptied (erasure). The one deletion allowed is that of a workspace whose
removal has its own record.
"""

from sqlalchemy import Connection, text

REMOVED = "(SELECT 1 FROM removal WHERE workspace_id = OLD.workspace_id)"
EMPTIED = (
    "NEW.old IS NULL AND NEW.new IS NULL AND NEW.salt IS NULL AND NEW.id = OLD.id "
    "AND NEW.workspace_id = OLD.workspace_id AND NEW.event_id = OLD.event_id AND NEW.field = OLD.field"
)
RULES = {
    "event_no_update": ("event", "UPDATE", "1 = 1"),
    "event_no_delete": ("event", "DELETE", f"NOT EXISTS {REMOVED}"),
    "event_text_no_update": ("event_text", "UPDATE", f"NOT ({EMPTIED})"),
    "event_text_no_delete": ("event_text", "DELETE", f"NOT EXISTS {REMOVED}"),
    "removal_no_update": ("removal", "UPDATE", "1 = 1"),
    "removal_no_delete": ("removal", "DELETE", "1 = 1"),
}


def create(connection: Connection) -> None:
    """Put the triggers up."""
    make = create_sqlite if connection.dialect.name == "sqlite" else create_postgresql
    for name, (table, verb, refused) in RULES.items():
        make(connection, name, table, verb, refused)


def create_sqlite(connection: Connection, name: str, table: str, verb: str, refused: str) -> None:
    """Put one trigger up on SQLite."""
    raise_it = "SELECT RAISE(ABORT, 'the history is append-only')"
    connection.execute(text(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {refused} BEGIN {raise_it}; END"))


def create_postgresql(connection: Connection, name: str, table: str, verb: str, refused: str) -> None:
    """Put one trigger up on PostgreSQL, with its function (a condition there may not look into other tables)."""
    back = "OLD" if verb == "DELETE" else "NEW"
    body = f"BEGIN IF {refused} THEN RAISE EXCEPTION 'the history is append-only'; END IF; RETURN {back}; END"
    connection.execute(text(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"))
    connection.execute(text(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"))


def missing(connection: Connection) -> list[str]:
    """Return the names of triggers that don't stand: there must be none."""
    sqlite = connection.dialect.name == "sqlite"
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'" if sqlite else "SELECT tgname FROM pg_trigger"
    standing = {row[0] for row in connection.execute(text(query))}
    return [name for name in RULES if name not in standing]
