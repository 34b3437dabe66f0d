"""What those who keep a directory do with its files."""
