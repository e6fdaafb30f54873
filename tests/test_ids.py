"""Ids come from content and from nothing else."""

from kg.ids import entity_id, sentence_id, stable_id


def test_ids_are_the_same_in_every_run() -> None:
    """These ids are kept in databases of users: they must never change."""
    assert stable_id("fact", "ATTENDS", "甲", "乙") == "fact-96f3dff315de15c5"
    assert entity_id("d#1", "PERSON", 5, "秦若冰") == "person-b5d8aa574deea4a8"


def test_parts_are_kept_apart() -> None:
    """Moving a character from one part to the next gives another id."""
    assert stable_id("x", "ab", "c") != stable_id("x", "a", "bc")
    assert sentence_id("d", 1, 11) != sentence_id("d", 11, 1)
