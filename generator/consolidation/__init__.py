"""汇总: a department's filing that is the sum of its units' filings."""
