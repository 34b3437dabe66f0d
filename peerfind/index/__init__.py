"""The directory laid out for questions, and the file that keeps it between runs."""
