"""Two runs of the same questions side by side: differences and who changed sides."""
