"""What admins do: users, roles, organisations, options, the audit trail, work that waits."""
