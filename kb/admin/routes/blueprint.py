"""What the pages of this package are registered with."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("admin", "kb.admin.routes", enable_openapi=False)
