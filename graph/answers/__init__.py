"""Answers made of one query each, shaped for people."""
