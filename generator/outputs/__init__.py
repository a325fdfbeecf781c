"""What a portal takes of a finished .docx: a page, the tables, the data, a PDF."""
