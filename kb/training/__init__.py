"""Trainers' material: vignettes, quiz questions, session templates and what goes with them."""
