"""History: what happened, written once, with its sentence, its hash chain and its timelines."""
