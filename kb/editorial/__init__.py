"""Writing lessons: the guided form, the workspace of an organisation, and the way to the editorial team."""
