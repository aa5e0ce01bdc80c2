"""The toolbox beside the plan: `content/*.md` read once at start into fields, themes, principles, examples.

Other rooms need two words of it: `toolbox()`, and `UnknownGuidance` for an id that isn't in it.
"""

from workspace.guidance.collection import Toolbox, UnknownGuidance
from workspace.guidance.library import toolbox

__all__ = ["Toolbox", "UnknownGuidance", "toolbox"]
