"""Tests of Lessonbank."""
