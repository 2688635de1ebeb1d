"""The figures of the page: inline SVG drawn by Vega-Lite at build time, each with a table that says the same."""
