"""State on disk: TinyDB over a storage that survives a kill at any moment, shared by any number of programs."""
