"""Tests of what `make bench` reckons with."""
