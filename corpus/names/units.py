"""Units of government (政府部门): full names, keys, aliases, mentions in a text, and English.

>>> from corpus.names.regions import region_named
>>> full_unit_name("市住房城乡建委", region_named("重庆"))
'重庆市住房和城乡建设委员会'
"""

from corpus.names.unit_mentions import UnitMention, unit_mentions
from corpus.names.unit_names import full_unit_name, unit_key, unit_matches
from corpus.names.units_english import english_unit_name

__all__ = [
    "UnitMention",
    "english_unit_name",
    "full_unit_name",
    "unit_key",
    "unit_matches",
    "unit_mentions",
]
