"""The schema of the store, one SQL file a version, applied in order."""
