"""`contested`: the record of claims about an armed conflict."""
