"""What make runs: setting up, testing, measuring, packing. Standard library only."""
