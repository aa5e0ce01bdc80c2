"""What the town's staff say to each other about an action."""

from workspace.comments.talk import Comment
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries


def comments(stage: Stage, told: Page) -> None:
    """Put the comments on the stage, by the actions they are about."""
    for name, diary in told.items():
        for ago, who, text in entries(diary):
            stage.add(ago, who, write, name, text)


def write(stage: Stage, name: str, text: str, *, by: Member) -> None:
    """Write a comment."""
    Comment.write(stage.actions[name], text, by=may(by, "comment"), directory=Directory(stage.town.id))
