"""Monthly series in, predictive distributions out, each with the score that its model has earned."""
