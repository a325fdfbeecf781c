"""Every number by which it is decided what is the same, with the reason for it.

Likeness is counted in thousandths: 1000 for the same, 0 for nothing in common.
"""

# -- how alike two things must be, to be one thing that changed ------------------------------------

# In a list of changes: both sides are shown anyway, and a third of the words in common is enough
# for a reader to see one thing in them.
CORRECTED = 300
# In a redline: below this, more of a paragraph would be struck out and put in than is left, which
# reads worse than one that goes and another that comes.
REDLINED = 350
# Of a row in a redline, more is wanted: short labels that begin alike share signs by chance.
REDLINED_ROW = 450
# Under somebody's hand edits: what is not paired counts as written by hand, and is never brought up
# to date. Rather a loose pair, whose figures are then held against each other one by one.
EDITED = 250
# Of an edited row (its name weighs as much as four figures): the name is enough beside up to six
# figures, some equal figures, often 0.00 by chance, are not.
EDITED_ROW = 400

# -- how much is compared --------------------------------------------------------------------------

# Characters of a paragraph: the longest that anybody has published has some thousands. A longer one
# is one piece, the same or another, for its pieces would fill memory.
LONGEST = 100_000

# Runs of their own formatting, line breaks and the like of a paragraph, each of which stands by
# itself in a redline; people's have some dozens.
MOST_PIECES = 10_000

# Pairs of items held against each other: a table of 200 rows that are all new. Beyond, only
# what has a common key is paired.
MOST_ITEMS = 40_000
# Pairs of units (2,000 by 2,000 that differ), and pairs of equal units (one in twenty of those):
# `difflib` takes its time for the latter, up to a second for so many.
MOST_UNITS = 4_000_000
MOST_EQUAL_UNITS = 200_000

# -- how a change reads ----------------------------------------------------------------------------

# So few unchanged units between two changes read worse than one longer change.
ISLAND = 2
