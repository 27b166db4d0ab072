"""Places: a conditional random field over characters and their words (CRFsuite), learned from all marked messages."""
