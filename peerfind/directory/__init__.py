"""The file format: from a folder of YAML to records, with every problem on the way."""
