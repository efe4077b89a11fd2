"""The query library: text files and one small loader."""
