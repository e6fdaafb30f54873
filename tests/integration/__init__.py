"""Tests of kg.integration."""
