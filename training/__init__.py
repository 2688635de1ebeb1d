"""Scripts that train the weights of the embedded language core from open data."""
