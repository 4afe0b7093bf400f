"""Assurance: sense checks, roles, logs, states, sign-offs and releases."""
