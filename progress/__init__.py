"""What the learner did, when, and what may honestly be said of it."""
