"""Word forms: read, judged and made into programs; seldom, and for those who keep them."""
