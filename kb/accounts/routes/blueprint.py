"""What the pages of this package are registered with."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("accounts", "kb.accounts.routes", enable_openapi=False)
