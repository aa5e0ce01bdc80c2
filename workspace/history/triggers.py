"""Triggers that make the history append-only, on both databases. A migration puts them up; `missing` looks for them.

Events never change. A text may only be emptied (erasure). The one deletion allowed is that of a workspace whose
removal has its own record.
"""

from sqlalchemy import Connection, text

Rule = tuple[str, str, str]  # table, verb, when it is refused
REMOVED = "(SELECT 1 FROM removal WHERE workspace_id = OLD.workspace_id)"
EMPTIED = (
    "NEW.old IS NULL AND NEW.new IS NULL AND NEW.salt IS NULL AND NEW.id = OLD.id "
    "AND NEW.workspace_id = OLD.workspace_id AND NEW.event_id = OLD.event_id AND NEW.field = OLD.field"
)
RULES: dict[str, Rule] = {
    "event_no_update": ("event", "UPDATE", "1 = 1"),
    "event_no_delete": ("event", "DELETE", f"NOT EXISTS {REMOVED}"),
    "event_text_no_update": ("event_text", "UPDATE", f"NOT ({EMPTIED})"),
    "event_text_no_delete": ("event_text", "DELETE", f"NOT EXISTS {REMOVED}"),
    "removal_no_update": ("removal", "UPDATE", "1 = 1"),
    "removal_no_delete": ("removal", "DELETE", "1 = 1"),
}
# PostgreSQL can empty a table without touching its rows one by one.
EMPTYING: dict[str, Rule] = {f"{table}_no_truncate": (table, "TRUNCATE", "1 = 1") for table in ("event", "event_text")}


def create(connection: Connection) -> None:
    """Put the triggers up."""
    for name, rule in rules(connection).items():
        if is_sqlite(connection):
            connection.execute(text(statement(name, rule)))
        else:
            create_postgresql(connection, name, rule)


def missing(connection: Connection) -> list[str]:
    """Return the names of triggers that don't stand, are switched off or do something else: there must be none."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if not is_sqlite(connection):
        query = (
            "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgenabled IN ('O', 'A')"
        )
    standing = {row[0]: row[1] for row in connection.execute(text(query))}
    wanted = statement if is_sqlite(connection) else body
    return [name for name, rule in rules(connection).items() if standing.get(name) != wanted(name, rule)]


def rules(connection: Connection) -> dict[str, Rule]:
    """Return the triggers of this kind of database."""
    return RULES if is_sqlite(connection) else RULES | EMPTYING


def is_sqlite(connection: Connection) -> bool:
    """Say which of the two it is."""
    return connection.dialect.name == "sqlite"


def statement(name: str, rule: Rule) -> str:
    """Return what makes a trigger on SQLite."""
    table, verb, refused = rule
    raise_it = "SELECT RAISE(ABORT, 'the history is append-only')"
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {refused} BEGIN {raise_it}; END"


def create_postgresql(connection: Connection, name: str, rule: Rule) -> None:
    """Put one trigger up on PostgreSQL, with its function (a condition there may not look into other tables)."""
    table, verb, _refused = rule
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    done = f"EXECUTE FUNCTION {name}()"
    function = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body(name, rule)}$$"
    connection.execute(text(function))
    connection.execute(text(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} {done}"))


def body(_name: str, rule: Rule) -> str:
    """Return what a trigger's function does on PostgreSQL."""
    _table, verb, refused = rule
    back = {"DELETE": "OLD", "UPDATE": "NEW"}.get(verb, "NULL")
    return f"BEGIN IF {refused} THEN RAISE EXCEPTION 'the history is append-only'; END IF; RETURN {back}; END"
