"""Commands that print the figures in docs/."""
