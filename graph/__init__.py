"""Many documents: from analyses to a graph, its stores, answers and pictures."""
