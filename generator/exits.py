"""What a command answers the shell with: fine, faults in the data, a wrong call."""

FINE, FAULTY, WRONG_CALL = 0, 1, 2
