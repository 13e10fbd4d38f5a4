"""Reads filled-in forms in any format into validated records."""
