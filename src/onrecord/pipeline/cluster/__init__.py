"""A build on many machines: Dask says who works on what, a folder that all of them share holds what they made."""
