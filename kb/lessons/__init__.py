"""The domain record: lessons, the reviews they come from, themes, closed lists and glossary."""
