"""What is wrong in anybody's published document, without a filing: figures, words, structure."""
