"""How much a spreadsheet file may hold: what reads one stops there, so that none fills memory.

A unit's export has some ten thousand cells in 0.1 to 2 MB; a department's, a line for each account
of each of three hundred units, under a hundred thousand. A cell takes some 300 bytes once read, in
XML some 1,000 while it is read: at the bounds that is half a gigabyte and a few seconds.
"""

MAX_BYTES = 16 * 1024 * 1024  # of the file; a package may unpack to `archive.MAX_TOTAL`
MAX_CELLS = 300_000  # with something in them, over all sheets
MAX_MARKS = 3_000_000  # beginnings and ends of elements, and attributes, in the XML that is read
MAX_TEXTS = MAX_CELLS  # that cells share
MAX_SHEETS = 500
MAX_MERGES = 50_000
MAX_HIDDEN = 100_000  # columns, each counted as often as it is said
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # what Excel itself can address
MAX_DIGITS = 400  # a double has no more before its point
MAX_TOLD = 20  # faults of a file's cells; more say nothing more
