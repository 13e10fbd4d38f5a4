"""Sinks: what becomes of records."""
