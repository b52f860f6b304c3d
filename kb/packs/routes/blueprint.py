"""What the pages of this package are registered with."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("packs", "kb.packs.routes", url_prefix="/packs", enable_openapi=False)

OF_PACK = "/<slug>"
