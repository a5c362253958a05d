"""Words of Chinese texts for libraries that bring no tokenizer for them."""

import logging

import jieba

jieba.setLogLevel(logging.WARNING)


def jieba_tokens(text: str) -> list[str]:
    """Return the words of a text, in lower case and without spaces or punctuation.

    >>> jieba_tokens("推广BIM技术。")
    ['推广', 'bim', '技术']
    """
    return [word for word in jieba.lcut(text.lower()) if any(map(str.isalnum, word))]
