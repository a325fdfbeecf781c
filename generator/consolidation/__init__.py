"""汇总: a department's filing that is the sum of its units' filings, the members.

The story goes in this order:

1. `department` reads the department's own filing, which need not state what its members do
   (`packs.adding` says what that is), and then each member, with the same pack.
2. `transfers` takes the money that one party pays to another out of both sides, and tells where
   they do not state the same. The parties are the members and the department itself.
3. `additions` adds up what is left: that is the filing that everything else goes on with.
4. `checks.members` holds each member to what its own document would have to hold.
5. `member_totals`, when the books are open, holds the department's control totals to its members'.
"""
