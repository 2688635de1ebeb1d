"""Knowledge that is the same for every dossier: actors, places, words. Built from ``resources/``."""
