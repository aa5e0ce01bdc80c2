"""Accounts: a person's sign-in. Passwords and resets are Flask-Security's, sessions and limits are rows of ours."""
