"""One document: from a file to what it says and which documents it means."""
