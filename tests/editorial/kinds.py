"""Which kinds of database tests of writing run on."""

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For modules about what pages show: what the database does is tested on both kinds by those about use cases."""
