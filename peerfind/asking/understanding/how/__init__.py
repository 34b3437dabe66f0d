"""How people meet, and who leads."""
