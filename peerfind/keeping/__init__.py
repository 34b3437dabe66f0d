"""What those who keep a directory do with it: whom to ring, what stands twice, what a change changes."""
