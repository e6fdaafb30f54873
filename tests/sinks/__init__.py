"""Tests of kg.sinks."""
