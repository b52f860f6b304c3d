"""The identity check: rules that find in texts and files by what a child could be recognised; people decide."""
