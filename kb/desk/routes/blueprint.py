"""What the pages of the desk are registered with."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("desk", "kb.desk.routes", enable_openapi=False)
