"""What a command answers the shell with: fine, faults in the data, a wrong call."""

FINE, FAULTY, WRONG_CALL = 0, 1, 2


class UnwritableError(Exception):
    """A result that cannot be printed where it should go, and the system's reason."""


class RefusedError(Exception):
    """Why a call cannot be carried out, in the words to show; no fault of a filing."""
