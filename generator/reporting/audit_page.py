"""What audits found, as a page that stands alone."""

from collections.abc import Sequence

from generator.audits.audit import WRONG, Audit
from generator.audits.found import excerpt, spot
from generator.reporting import audit_text, pages


def as_html(audits: Sequence[Audit]) -> str:
    """One page of one document or of several."""
    return pages.render(
        "audit.html",
        audits=list(enumerate(audits, start=1)),
        say=audit_text,
        wrong=WRONG,
        spot=spot,
        excerpt=excerpt,
    )
