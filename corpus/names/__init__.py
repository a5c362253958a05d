"""Names of places and of government bodies in China: general knowledge, as data and functions.

`regions` knows the administrative divisions; `units` knows the departments.
The data files beside the modules are made to be read and corrected by hand.
"""
