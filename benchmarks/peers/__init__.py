"""Peers and Tyyni behind one face, measured side by side."""
