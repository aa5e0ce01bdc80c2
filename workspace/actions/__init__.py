"""Actions: the plan's work. Choosing principles, the four facts, the sheet, steps, the reasoned no."""
