"""Notifications: who is told what, and the outbox's work."""
