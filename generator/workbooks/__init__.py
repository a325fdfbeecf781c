"""A filing as a workbook: laid out over sheets, written, converted, annotated."""
