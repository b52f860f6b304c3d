"""Whom the names and codes of authorities come from, in the words that their licences ask for."""

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
    " Source: Office for National Statistics; Department for Education."
    " Includes data from mySociety, CC BY 4.0."
)
"""Stands on every page and goes with every download. Sources: content/README.md, "Licences and attribution"."""
