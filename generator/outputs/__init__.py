"""What a portal takes: a finished document as a page, tables, data; all read from the .docx."""
