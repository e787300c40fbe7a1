"""The corpus “Rival accounts”: fictional stories, their labels, and what checks them."""
