"""The people of an organisation: inviting, changing, removing them, and confirming who the provider says they are."""
