"""Council: the read-only way in."""
