"""Measurements, never assertions: figures depend on the machine, so they are ratios to named peers on the same work in one run."""
