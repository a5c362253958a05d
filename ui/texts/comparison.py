"""What wording the page of comparisons needs, in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ComparisonWording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    title: str
    topic: str
    topic_placeholder: str
    regions: str
    regions_placeholder: str
    documents: str
    documents_placeholder: str
    how: str
    comparing: str
    nothing: str
    kind: str
    kinds: Mapping[str, str]
    different: str
    common: str
    only_different: str
    page: str
    gap: str
    targets: str
    no_targets: str
    units: str
    side: str
    indicator: str
    quote: str


CHINESE = ComparisonWording(
    title="比对",
    topic="主题",
    topic_placeholder="例如：装配式建筑",
    regions="地区",
    regions_placeholder="不选则取论述最多的地区",
    documents="文件",
    documents_placeholder="选两份，可以不填主题",
    how="请填写主题；或者不填主题，选择两份文件逐条比对。",
    comparing="正在比对……",
    nothing="所选范围内没有论述这个主题的条款。",
    kind="异同",
    kinds={"same": "相同", "changed": "不同", "partial": "有缺"},
    different="不同之处",
    common="共同之处（两条相差很大时）",
    only_different="只看不同的",
    page="页",
    gap="未见相关条款",
    targets="指标对比",
    no_targets="未见指标：{sides}",
    units="承担单位",
    side="一方",
    indicator="指标",
    quote="原文",
)
ENGLISH = ComparisonWording(
    title="Compare",
    topic="Topic",
    topic_placeholder="For example: 装配式建筑",
    regions="Regions",
    regions_placeholder="If none: the regions that say most of it",
    documents="Documents",
    documents_placeholder="Two of them need no topic",
    how="Write a topic; or choose two documents and no topic, to set them side by side clause "
    "by clause.",
    comparing="Comparing…",
    nothing="No clause within these limits speaks of the topic.",
    kind="Difference",
    kinds={"same": "Same", "changed": "Different", "partial": "Missing somewhere"},
    different="What differs",
    common="What is common, where little is",
    only_different="Only what differs",
    page="Page",
    gap="No such clause",
    targets="Targets",
    no_targets="No targets: {sides}",
    units="Units involved",
    side="Side",
    indicator="Indicator",
    quote="Quote",
)
