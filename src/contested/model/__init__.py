"""The vocabulary: frozen records, enums, ids, the exception tree, the JSON codec. Standard library only."""
