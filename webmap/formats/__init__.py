"""Outside formats, one file each: reading and writing stand together."""
