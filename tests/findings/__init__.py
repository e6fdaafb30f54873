"""Behaviour of outside libraries that kg must be right about; each has a script in findings/."""
