"""Data for the shipped segmenter: hotline text cut by machine, corrected by a word list and written conventions."""
