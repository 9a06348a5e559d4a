"""Turns a PyTorch model into a Meitheal bundle and proves that the parts equal the whole."""
