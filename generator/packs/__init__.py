"""What the law and a region say: packs."""
