"""Tests of kg.components."""
