"""Tests of kg.dating."""
