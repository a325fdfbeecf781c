"""What figures and prints must hold."""
