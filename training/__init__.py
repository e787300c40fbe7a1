"""From labelled data to the weights that the package carries."""
