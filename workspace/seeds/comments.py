"""What the town's staff say to each other about an action and its steps, and when they last read what is new."""

from workspace.comments.talk import Comment
from workspace.members.directory import Directory
from workspace.members.models import Member
from workspace.seeds.stage import Stage, may
from workspace.seeds.story import Page, entries


def comments(stage: Stage, told: Page) -> None:
    """Put the comments on the stage, by the actions they are about; one on a step names it by its place."""
    for name, diary in told.items():
        for ago, who, said in entries(diary):
            about = said if isinstance(said, dict) else {"text": said}
            stage.add(ago, who, write, name, about)


def write(stage: Stage, name: str, about: Page, *, by: Member) -> None:
    """Write a comment."""
    action, directory = stage.actions[name], Directory(stage.town.id)
    step = stage.steps[action.code][about["step"] - 1] if "step" in about else None
    Comment.write(action, about["text"], by=may(by, "comment"), directory=directory, step=step)


def reading(stage: Stage, told: dict[str, int]) -> None:
    """Let people read all there is, some days ago: what has happened since is new to them."""
    for who, ago in told.items():
        stage.add(ago, who, read)


def read(stage: Stage, *, by: Member) -> None:
    """Read everything there is so far."""
    by.read_news(stage.head.seq)
