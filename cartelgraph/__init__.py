"""A graph database of transnational criminal networks that you can argue from."""
