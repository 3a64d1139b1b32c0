"""What words and patterns suggest: dictionaries and regular expressions, each with the answer that it speaks for."""
