"""Commands about the catalogue of official documents: search, show, add, check."""




__all__ = ["add", "check", "search", "show"]
