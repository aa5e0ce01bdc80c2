"""Forms of a note and of a comment: what it says, and that it is to go."""

from collections.abc import Sequence
from typing import Any, Self

from wtforms import HiddenField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from workspace.actions.group_forms import PlacedForm
from workspace.actions.steps import Step
from workspace.comments.models import Note
from workspace.comments.talk import Comment
from workspace.comments.words import NoteKind
from workspace.forms import Form, Line, LongText, VersionField, values, whole_number
from workspace.i18n import lazy as _l


class NoteForm(Form):
    """What a town adds to a principle. `back` is where the person came from and goes on to."""

    template = "comments/_fields.html"
    version = VersionField()
    back = HiddenField()
    kind = RadioField(_l("What is it?"), choices=NoteKind.choices(), default=NoteKind.NOTE.value)
    title = Line(_l("Title"), most=120)
    text = LongText(_l("Text"), [DataRequired(_l("Please write what your town wants to add."))], most=5000)

    @classmethod
    def of(cls, note: Note, back: str) -> Self:
        """Return the form as a note stands."""
        form = cls.drawn_from(note, "about")
        form.back.data = back
        return form

    def validate_title(self, field: Line) -> None:
        """Ask for a title where it is an example: lists show little else of it."""
        if self.kind.data == NoteKind.EXAMPLE and not field.data:
            raise ValidationError(_l("Please give the example a title."))

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved, by column."""
        return {**values(self, ("title", "text")), "kind": NoteKind(self.kind.data)}


class WithdrawalForm(Form):
    """That a note is to go: nothing to fill in."""

    back = HiddenField()


class CommentText(LongText):
    """What a comment says."""

    def __init__(self, **more: Any) -> None:
        """Ask for something to be said."""
        super().__init__(_l("Your comment"), [DataRequired(_l("Please write your comment."))], most=5000, **more)


class NewCommentForm(PlacedForm):
    """A comment to be written; `after` is the newest that stands on the page already."""

    place = "add-comment"
    step = SelectField(_l("Comment on"), coerce=whole_number(), validators=[Optional()], validate_choice=False)
    text = CommentText()
    after = IntegerField(default=0, validators=[Optional(), NumberRange(0)], widget=HiddenInput())
    steps: Sequence[Step] = ()

    @classmethod
    def drawn(cls, steps: Sequence[Step], step: int | None = None) -> Self:
        """Return an empty form, with a step chosen where there is such a one."""
        return cls(None, step=step).offer(steps)

    def offer(self, steps: Sequence[Step]) -> Self:
        """Offer the whole action and each of its steps."""
        self.steps = steps
        self.step.choices = [("", _l("the whole action")), *((str(step.id), step.title) for step in steps)]
        return self

    @property
    def chosen(self) -> Step | None:
        """Return the step that was chosen."""
        return next((step for step in self.steps if step.id == self.step.data), None)

    def validate_step(self, field: SelectField) -> None:
        """Refuse a step that isn't there, or isn't any more; what was written stays in the form."""
        if field.data is not None and self.chosen is None:
            raise ValidationError(_l("This step is no longer there. Please choose another, or the whole action."))


class CommentForm(PlacedForm):
    """A comment that stands there already."""

    template, frame = "comments/talk/_fields.html", "li"
    version = VersionField()
    text = CommentText()

    @classmethod
    def drawn(cls, comment: Comment) -> Self:
        """Return the form showing what stands there now."""
        data = {"text": comment.text, "version": comment.group_version("text")}
        return cls(None, data=data, place=f"comment-{comment.id}")

    def columns(self) -> dict[str, Any]:
        """Return what is to be saved, by column."""
        return {"text": self.text.data}


class CommentWithdrawalForm(Form):
    """That a comment is to go: nothing to fill in."""
