"""What every page shares: templates, forms, errors, headers, addresses."""
