"""Groups that others keep: their files read, brought into our keys, and put beside ours."""
