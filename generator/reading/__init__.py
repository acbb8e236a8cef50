"""Read content: bytes → source → article."""
