"""Whether the web addresses of a directory still live: the one part of the program that goes to a network."""
