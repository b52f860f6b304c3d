"""Reads of the trainers' material; what rests on a lesson that is not published is in none of them."""
