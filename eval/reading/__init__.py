"""How exactly documents are read: the parser's outline and facts against labels written by hand.

`labels` and `sources` say what is right and of which text, `found` what the parser makes of it,
`matching` compares, `report` shows. Run `python -m eval.reading --help`.
"""
