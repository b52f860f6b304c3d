"""What the pages of this package are registered with."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("site", "kb.site.routes", enable_openapi=False)
