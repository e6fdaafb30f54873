"""Tests of kg.places."""
