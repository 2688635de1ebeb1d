"""Room: outlook."""
