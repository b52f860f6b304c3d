"""What the editorial team does with what was submitted."""
