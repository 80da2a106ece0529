"""SPKT Desktop: the program at the counter of an Indonesian police station."""

__version__ = "0.1.0"
