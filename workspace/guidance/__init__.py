"""The toolbox beside the plan: `content/*.md` read once at start into fields, themes, principles, examples.

Other rooms need three words of it: `toolbox()` speaks the reader's language, `original()` the one whose words count,
and `UnknownGuidance` is raised for an id that isn't in it.
"""

from workspace.guidance.collection import Toolbox, UnknownGuidance
from workspace.guidance.library import original, toolbox

__all__ = ["Toolbox", "UnknownGuidance", "original", "toolbox"]
