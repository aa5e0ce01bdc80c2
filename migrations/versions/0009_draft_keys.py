"""A draft has a key of its own: two windows on one form keep two drafts, and neither overwrites the other."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft") as draft:
        draft.add_column(sa.Column("key", sa.Text(), nullable=False, server_default=""))
        draft.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
        draft.drop_constraint(op.f("uq_draft_workspace_id"), type_="unique")
    op.execute("UPDATE draft SET key = address")
    with op.batch_alter_table("draft") as draft:
        draft.create_unique_constraint(op.f("uq_draft_workspace_id"), ["workspace_id", "member_id", "key"])


def downgrade() -> None:
    op.execute(
        "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM draft other WHERE other.workspace_id = draft.workspace_id "
        "AND other.member_id = draft.member_id AND other.address = draft.address AND other.id > draft.id)"
    )
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint(op.f("uq_draft_workspace_id"), type_="unique")
        draft.drop_column("turn")
        draft.drop_column("key")
    with op.batch_alter_table("draft") as draft:
        draft.create_unique_constraint(op.f("uq_draft_workspace_id"), ["workspace_id", "member_id", "address"])
