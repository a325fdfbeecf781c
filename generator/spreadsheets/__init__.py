"""What a spreadsheet file holds, cell by cell: .xlsx, .xls, .csv; nothing in it is guessed."""
