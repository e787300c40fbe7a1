"""One module a page: what is asked → what is answered."""
