"""Training sessions that were held with a pack: who came, what their evaluation forms say, what they will change."""
