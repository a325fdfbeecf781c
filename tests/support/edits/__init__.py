"""Single edits of finished documents, made in the XML: what `verify` must list, and what not."""
