"""Where a release comes from, whether it is as it was made, and whether it can be made again."""
