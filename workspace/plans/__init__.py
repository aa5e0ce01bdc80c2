"""Plans: what a town has set itself, and deadlines as people type them."""
