"""Private data of each maker: one file a maker, a table of OIDs and a pure function each."""
