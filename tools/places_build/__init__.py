"""What `build_places.py` is made of: sources, the national grid, postcodes, place names."""
