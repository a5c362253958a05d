"""What government pages write around an article: tools, breadcrumbs, footers, data of the article.

The words tell what a block is only together with where it stands: see html_boilerplate.
"""

import re
from collections.abc import Sequence

# Buttons and links of an article's toolbar: 【打印】【关闭】, 字体：大 中 小, 分享到：微信 微博
TOOL_WORD = re.compile(
    r"打印本页|打印|关闭窗口|关闭本页|关闭页面|关闭|字体大小|字体|字号|选择|视力保护色|默认|超大"
    r"|我要纠错|纠错|分享到|分享|收藏本页|收藏|加入收藏|保存|返回顶部|返回上一页|返回|顶部|放大"
    r"|缩小|扫一扫在手机打开当前页|扫一扫|手机打开当前页|微信公众号|微信|微博|朋友圈|QQ空间|QQ"
    r"|语音播报|朗读|无障碍阅读|下载文字版|下载图片版|下载|[大中小]"
)
TOOL_SIGN = re.compile(r"打印|关闭|字体|字号|分享|收藏|纠错|扫一扫|返回|放大|缩小|朗读|播报|下载")
TOOL_PUNCTUATION = re.compile(r"[\s【】\[\]（）()<>《》〈〉|｜/·•:：,，、+＋\-—_]+")
# 当前位置：首页 > 政策; 浏览次数：12; 上一篇：…; 责任编辑：某某
PAGE_LINE = re.compile(
    r"[【\[]?(?:当前位置|当前所在位置|(?:您|你)(?:现在|当前)?(?:所在)?的?(?:所在)?位置(?:是|为)?"
    r"|浏览次数|浏览量|浏览|点击数|点击率|点击次数|点击量|点击|阅读次数|阅读量|访问次数|访问量"
    r"|上一篇|下一篇|上一条|下一条|责任编辑|网站编辑|编辑|责编|分享到|分享|扫一扫|相关链接"
    r"|相关新闻|相关阅读|相关文章|相关稿件|相关信息|视力保护色)[】\]]?\s*[:：]"
)
# 版权所有：…, 某ICP备05000001号, 网站标识码：5000000001
FOOTER_WORD = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|网站地图|隐私声明|免责声明|设为首页|加入收藏|Copyright|©"
    r"|建议使用.{0,20}(?:浏览器|分辨率)|位访客|访问总量|党政机关网站|未经.{0,8}授权.{0,12}转载"
    r"|中国政府网$",
    re.IGNORECASE,
)
LONGEST_FOOTER_LINE = 160
# Beside such lines only: in a policy they assign work
WEAK_FOOTER_LINE = re.compile(
    r"(?:主办|承办|协办|维护|建设|管理|技术支持|运维|版权)(?:单位)?\s*[:：]"
    r"|(?:地\s*址|邮\s*编|邮政编码|联系电话|电\s*话|传\s*真|邮\s*箱)\s*[:：]"
)
# What a page says of its article: 索 引 号：, 发文字号, 成文日期：2023年7月10日
DATA_LABEL = re.compile(
    r"(?:索引号|主题分类|体裁分类|组配分类|服务对象分类|信息分类|主题词|发文机关|发文机构|发布机构"
    r"|发布机关|发布单位|发文单位|公开机构|制发机关|制定机关|成文日期|生成日期|发布日期|公布日期"
    r"|公开日期|印发日期|发文日期|实施日期|生效日期|施行日期|失效日期|废止日期|终止日期|发布时间"
    r"|成文时间|发文时间|有效性|时效性|是否有效|文件状态|发文字号|发文文号|文件编号|文号|标题|名称"
    r"|文件名称|信息名称|信息来源|来源|公开方式|公开形式|公开类别|公开范围|公开时限|统一编号)"
)
BLANKS = re.compile(r"\s+")
COLONS = ":："


def is_tool_line(line: str) -> bool:
    """Tell whether a line is nothing but an article's toolbar, a breadcrumb or a counter."""
    if PAGE_LINE.match(line):
        return len(line) <= LONGEST_FOOTER_LINE
    if not TOOL_SIGN.search(line):
        return False
    return not TOOL_PUNCTUATION.sub("", TOOL_WORD.sub("", line))


def is_footer_line(line: str) -> bool:
    """Tell whether a line has the words of a site's footer."""
    return len(line) <= LONGEST_FOOTER_LINE and bool(FOOTER_WORD.search(line))


def is_weak_footer_line(line: str) -> bool:
    """Tell whether a line may belong to a site's footer: 主办单位：…, 地址：…."""
    return len(line) <= LONGEST_FOOTER_LINE and bool(WEAK_FOOTER_LINE.match(line))


def is_data_label(words: str) -> bool:
    """Tell whether words are a label of an article's data and nothing else."""
    return bool(DATA_LABEL.fullmatch(BLANKS.sub("", words).rstrip(COLONS)))


def is_data_line(line: str) -> bool:
    """Tell whether a line states an article's data: 发文字号：渝府办发〔2023〕53号."""
    label, colon, _ = BLANKS.sub("", line).replace(":", "：").partition("：")
    return bool(colon) and bool(DATA_LABEL.fullmatch(label.lstrip("【[")))


def data_lines(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Return the lines of a table of an article's data, a label and its value on each.

    None for another table: in a table of data labels and values take turns in every row, while
    the head of a list of documents (文件名称, 文号, 发布日期) has label beside label.
    """
    lines: list[str] = []
    pairs = 0
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row if cell.strip()]
        pairs_before = pairs
        while cells:
            label = cells.pop(0)
            if not is_data_label(label):
                return None
            if cells and not is_data_label(cells[0]):
                pairs += 1
                label += ("" if label[-1] in COLONS else " ") + cells.pop(0)
            lines.append(label)
        if pairs == pairs_before and len([cell for cell in row if cell.strip()]) > 1:
            return None
    return lines if pairs > 1 else None
