"""Tests of kg.reading."""
