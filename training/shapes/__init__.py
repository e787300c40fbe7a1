"""Coasts and borders for the app's map: Natural Earth's, as the package world-atlas has them →
sayso/data/shapes.json.gz."""
