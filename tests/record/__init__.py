"""Tests of kg.record."""
