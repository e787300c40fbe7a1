"""From pinned packages and a file written by hand to the gazetteer that the package carries."""
