"""Languages: which there are, what is translated, and how numbers, dates and hours are said in them."""
