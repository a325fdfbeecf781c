"""How much a spreadsheet file may hold: what reads one stops there, so that none fills memory.

A unit's export has some ten thousand cells in 0.1 to 2 MB; a department's, a line for each of
three hundred units, under two hundred thousand. A cell in memory takes some 300 bytes.
"""

from generator.word import archive

MAX_BYTES = 32 * 1024 * 1024  # of the file, packed or plain
MAX_UNPACKED = archive.MAX_TOTAL  # of all parts of a package
MAX_CELLS = 400_000  # with something in them, over all sheets
MAX_SHEETS = 500
MAX_MERGES = 50_000
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # what Excel itself can address
MAX_DIGITS = 400  # a double has no more before its point
MAX_TOLD = 20  # faults of a file's cells; more say nothing more
