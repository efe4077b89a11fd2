"""The graph and its findings in other programs' formats: one module a format."""
