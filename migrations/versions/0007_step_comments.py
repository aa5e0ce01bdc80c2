"""Comments on steps, and how far each member has read what others do: everywhere, and action by action."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("comment") as comment:
        comment.add_column(sa.Column("step_id", sa.Integer(), nullable=True))
        comment.add_column(sa.Column("seq", sa.Integer(), nullable=False, server_default="0"))
        comment.create_foreign_key(op.f("fk_comment_step_id"), "step", ["step_id"], ["id"])
    op.add_column("member", sa.Column("news_seen", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("member", sa.Column("looked", sa.JSON(), nullable=False, server_default="{}"))
    # What happened before there were marks isn't new to anybody.
    op.execute(
        "UPDATE member SET news_seen = (SELECT head.seq FROM head WHERE head.workspace_id = member.workspace_id) "
        "WHERE EXISTS (SELECT 1 FROM head WHERE head.workspace_id = member.workspace_id)"
    )


def downgrade() -> None:
    op.drop_column("member", "looked")
    op.drop_column("member", "news_seen")
    with op.batch_alter_table("comment") as comment:
        comment.drop_constraint(op.f("fk_comment_step_id"), type_="foreignkey")
        comment.drop_column("seq")
        comment.drop_column("step_id")
