"""Tests of the trainers' material."""
