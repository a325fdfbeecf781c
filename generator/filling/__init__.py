"""A compiled form and figures become XML with places."""
