"""Charts as programs of a Word form: what is fixed in a chart and its sheet, and how it looks."""
