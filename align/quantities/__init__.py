"""What a text says in figures."""
