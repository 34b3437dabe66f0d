"""What those who keep a directory do with it: write in it, see whom to ring, and what a change changes."""
