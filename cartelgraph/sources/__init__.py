"""Records out of data that others have coded; one package for each publisher."""
