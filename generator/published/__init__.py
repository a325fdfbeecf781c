"""Anybody's published document as blocks in order: .docx, .pdf, .xls; nothing in it is guessed."""
