"""Signing in through another organisation's provider, by OpenID Connect."""
