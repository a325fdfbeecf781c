"""What a spreadsheet file (.xlsx, .xls, .ods, .csv) holds, cell by cell; nothing is guessed."""
