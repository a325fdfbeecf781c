"""What a portal takes, all read from the finished document: pages, PDF, tables, data."""
