"""Accounts: a person's sign-in. Passwords and reset links are Flask-Security's, sessions and limits are rows of ours."""
