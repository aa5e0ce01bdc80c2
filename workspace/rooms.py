"""The rooms with doors to the web: every blueprint of the product, on one page."""

from importlib import import_module

from flask import Flask

BLUEPRINTS = (
    "workspace.accounts.views",
    "workspace.accounts.account_views",
    "workspace.guidance.views",
    "workspace.history.views",
    "workspace.editing.views",
    "workspace.members.views",
    "workspace.members.unit_views",
    "workspace.members.invitation_views",
    "workspace.members.accept_views",
    "workspace.members.settings_views",
    "workspace.members.version_views",
    "workspace.members.draft_views",
    "workspace.plans.views",
    "workspace.plans.situation_views",
    "workspace.plans.version_views",
    "workspace.assessments.views",
    "workspace.assessments.result_views",
    "workspace.assessments.answer_views",
    "workspace.assessments.link_views",
    "workspace.assessments.version_views",
    "workspace.actions.views",
    "workspace.actions.row_views",
    "workspace.actions.bulk_views",
    "workspace.actions.sheet_views",
    "workspace.actions.step_views",
    "workspace.actions.version_views",
    "workspace.actions.seen_views",
    "workspace.actions.reminder_views",
    "workspace.actions.choose_views",
    "workspace.actions.decline_views",
    "workspace.actions.gap_views",
    "workspace.actions.propose_views",
    "workspace.actions.coverage_views",
    "workspace.comments.views",
    "workspace.comments.comment_views",
    "workspace.comments.mention_views",
    "workspace.comments.version_views",
    "workspace.reports.views",
    "workspace.reports.assessment_views",
    "workspace.live.views",
    "workspace.live.plan_views",
    "workspace.live.presence_views",
    "workspace.council.views",
    "workspace.council.share_views",
    "workspace.notifications.views",
    "workspace.desk.views",
    "workspace.desk.screen_views",
    "workspace.desk.decided_views",
    "workspace.desk.news_views",
    "workspace.desk.unsaved_views",
)


MODELS = (
    "workspace.mail",
    "workspace.accounts.limiter",
    "workspace.editing.drafts",
    "workspace.members.invitations",
    "workspace.plans.situations",
    "workspace.assessments.ratings",
    "workspace.assessments.agreements",
    "workspace.actions.steps",
    "workspace.actions.declined",
    "workspace.actions.reminders",
    "workspace.comments.models",
    "workspace.comments.talk",
    "workspace.history.signals",
    "workspace.live.models",
    "workspace.council.models",
)


def init_app(app: Flask) -> None:
    """Register every blueprint, and make every table known to the migrations."""
    for name in MODELS:
        import_module(name)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
