"""The demo town: Musterstadt, a story over fourteen months told through the domain's own verbs.

The story's words stand in `musterstadt/*.yaml`, its days count back from today, so the demo never ages.
"""
