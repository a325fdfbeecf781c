"""Who may come in: a token for the first visit, then a cookie, and a word with every change.

All three are made when the server starts and die with it; none of them is ever written down.
"""

import hashlib
import hmac
import secrets
import threading

HOST = "127.0.0.1"
MAX_AGE = 12 * 60 * 60  # seconds: a day's work, should the browser be closed meanwhile


class Gate:
    """The secrets of one server, and what it is called from outside."""

    def __init__(self, port: int) -> None:
        self.host = f"{HOST}:{port}"
        self.origin = f"http://{self.host}"
        # Cookies know no ports: two servers of one machine must not take each other's.
        self.cookie = f"gongkai-{port}"
        self.pass_ = secrets.token_urlsafe(32)
        self._token = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    @property
    def first_address(self) -> str:
        """The address that lets one browser in, once."""
        return f"{self.origin}/enter?token={self._token}"

    @property
    def word(self) -> str:
        """What every change has to say: only a page of this server can know it."""
        return hmac.new(self.pass_.encode(), b"change", hashlib.sha256).hexdigest()

    def admit(self, token: str) -> bool:
        """Whether a token opens the gate; it does so once."""
        with self._lock:
            opens = bool(self._token) and _are_same(token, self._token)
            if opens:
                self._token = ""
        return opens

    def knows(self, shown: str) -> bool:
        """Whether a cookie's content is this server's."""
        return _are_same(shown, self.pass_)

    def believes(self, said: str) -> bool:
        """Whether a change comes from a page of this server."""
        return _are_same(said, self.word)


def _are_same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
