"""Documents that people have edited: what they carry, and how a correction gets into them."""
