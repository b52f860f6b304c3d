"""Fields to write in, forms that save themselves and files on their way, in a browser."""
