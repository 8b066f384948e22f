"""Step 5, compose: consolidation + completeness + outline → Document. Pure; no clock, no files."""
