"""What audits found, as a page that stands alone."""

from collections.abc import Sequence

from generator.audits.audit import WRONG, Audit
from generator.audits.found import excerpt, spot
from generator.audits.publication import HeldAgainst
from generator.outputs import pages
from generator.reporting import absent_units, audit_text


def as_html(audits: Sequence[Audit], held: HeldAgainst | None = None) -> str:
    """One page of one document or of several, with what lists of units say of them."""
    return pages.render(
        "audit.html",
        audits=list(enumerate(audits, start=1)),
        say=audit_text,
        wrong=WRONG,
        spot=spot,
        excerpt=excerpt,
        absent=absent_units.list_rows(held),
        absent_heads=absent_units.HEADS,
    )
