"""Transactions: what only reads changes nothing, whatever a view might try."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from workspace.db import db, reading

TRIES = (
    "UPDATE workspace SET name = 'x'",
    " delete from draft",
    "DROP TABLE draft",
    "WITH a AS (SELECT 1) DELETE FROM draft",
)
REFUSED = (DBAPIError, InvalidRequestError)


@pytest.mark.parametrize("statement", TRIES)
def test_a_page_that_is_read_changes_nothing(app: Flask, statement: str) -> None:
    with app.test_request_context("/", method="GET"), pytest.raises(REFUSED):
        db.session.execute(text(statement))


@pytest.mark.parametrize("statement", TRIES[:1])
def test_the_kind_of_a_transaction_is_decided_anew_each_time(app: Flask, statement: str) -> None:
    with app.test_request_context("/", method="POST"):
        db.session.execute(text(statement))
        with reading(), pytest.raises(REFUSED):
            db.session.execute(text(statement))
        db.session.execute(text(statement))
        db.session.rollback()
