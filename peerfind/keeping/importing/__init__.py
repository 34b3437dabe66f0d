"""Groups that others keep: their files read, brought into the keys of the file format, and put beside ours."""
