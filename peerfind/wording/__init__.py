"""Facts in words: each is put into words once, for every form."""
