"""The toolbox beside the plan: `content/*.md` read once at start into fields, themes, principles, examples."""
