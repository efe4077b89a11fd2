"""The finders of citations, one way of writing a module each; ``extract.mentions`` runs them in order.

They share a ``Page`` (the text with its brackets, numbers and introductions), the names of their
``Rule``, and the ``lists`` in which titles stand; ``governing`` then gives each mention its cue.
"""
