"""Pictures of a graph: the explorer, annotated source pages, the report, and all three in a notebook."""
