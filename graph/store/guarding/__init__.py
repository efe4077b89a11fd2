"""How a question for the embedded engine is read, rewritten and refused; ``graph.store.guard`` uses it.

``lexer`` reads the text as a tree, ``shapes`` knows clauses and patterns in it, ``operands`` what
stands beside an operator, ``regex`` translates patterns, ``refusals`` says no, ``rewriter`` renders.
"""
