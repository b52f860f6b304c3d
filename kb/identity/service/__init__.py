"""What can be done about findings of the identity check, and with the lists that it looks up."""
