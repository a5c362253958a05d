"""Web pages saved as plain text: the site's menu before the article and its footer after it.

The line that says where the reader is (当前位置：首页 > 政策文件) ends the menu; the buttons and
notices at the bottom (扫一扫在手机打开当前页, 网站地图, 备案序号) begin the footer.
"""

import re

from corpus.models import Furniture
from corpus.numbering import marker_at_start

LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+")
# 当前位置：首页 > 专题, 您当前所在的位置：首页 > 工作机构, 您的位置：; not 位置：人民路以东
BREADCRUMB = re.compile(r"\s*(?=[您当现所])您?(?:的|现在|当前)?(?:所在)?的?(?:当前)?位置\s?[:：]")
TRAIL = re.compile(r"[^。>＞›»]{1,20}(?:[>＞›»][^。>＞›»]{0,40})+")  # 首页 > 政民互动 > 常见问题
# The buttons beside an article: 分享到, 打印, A+大, 字号：大 中 小, 浏览量：12
WIDGET = re.compile(
    r"[-—×+↺|\s]{1,8}|A\+?[大中小-]?|[【\[]?(?:听全文|分享(?:到|至)?|打印|关闭|收藏|返回(?:顶部|首页)?|朗读)[】\]]?"
    r"|打印\s?关闭|(?:浏览|视力保护色?|字体|字号|浏览字号)[\s:：]{0,3}[大中小\s]{0,8}"
    r"|(?:浏览量|浏览次数|阅读量|点击(?:数|量|率|次数))\s?[:：]\s?\d*\s?次?|微信|微博|QQ空间"
)
# Where the foot of a page begins
FOOTER = re.compile(
    r"扫一扫(?:在手机打开当前页|分享|手机)|网站地图|网站声明|版权所有|友情链接|关于我们|联系我们"
    r"|.{0,30}(?:ICP备|公网安备|网站标识码)|【?打印(?:本页|此页)?】?\s?【?关闭(?:窗口)?】?$"
    r"|【?(?:相关链接|相关附件下载|相关文章|相关解读|上一[篇条]|下一[篇条])"
)
LONGEST_MENU_LINE = 80
LONGEST_MENU = 300  # lines
LONGEST_TRAIL = 15  # lines, where each step and each > has one
LONGEST_FOOTER_LINE = 60
# Lines of the foot are short, but for a few
SHORT_SHARE = 0.8


def saved_page_furniture(source: str) -> tuple[Furniture, ...]:
    """Return menu, buttons and footer of a page saved as text; nothing for any other text."""
    lines = [m for m in LINE.finditer(source) if m.group().strip()]
    top = _menu_length(lines)
    if not top:
        return ()
    bottom = _footer_start(lines, top)
    found = [_span("page_menu", line) for line in lines[:top]]
    found += [
        _span("page_button", line)
        for line in lines[top:bottom]
        if len(line.group()) <= LONGEST_MENU_LINE and WIDGET.fullmatch(line.group().strip())
    ]
    found += [_span("page_footer", line) for line in lines[bottom:]]
    return tuple(found)


def _menu_length(lines: list[re.Match[str]]) -> int:
    """Return how many lines come before the article: up to the line that says where one is."""
    for i, line in enumerate(lines[:LONGEST_MENU]):
        if i < LONGEST_TRAIL and line.group().strip() == ">":
            last = max(j for j in range(i, min(len(lines), LONGEST_TRAIL)) if _is_step(lines[j]))
            return min(last + 2, len(lines))
        if BREADCRUMB.match(line.group()):
            return i + 2 if i + 1 < len(lines) and _is_trail(lines[i + 1]) else i + 1
        # No menu holds a clause, or a line as long as a sentence
        if len(line.group()) > LONGEST_MENU_LINE or marker_at_start(line.group().strip()):
            break
    return 0


def _is_trail(line: re.Match[str]) -> bool:
    words = line.group().strip()
    return len(words) <= LONGEST_MENU_LINE and TRAIL.fullmatch(words) is not None


def _is_step(line: re.Match[str]) -> bool:
    """Tell whether a line is what stands between the steps of a trail: 首页 / > / 政务公开."""
    return line.group().strip() == ">"


def _footer_start(lines: list[re.Match[str]], top: int) -> int:
    """Return where the foot begins: at its first mark from which nearly all lines are short."""
    short_after = [0]
    for line in reversed(lines):
        short_after.append(short_after[-1] + (len(line.group().strip()) <= LONGEST_FOOTER_LINE))
    for i in range(top + 1, len(lines)):
        rest = len(lines) - i
        if short_after[rest] >= SHORT_SHARE * rest and FOOTER.match(lines[i].group().strip()):
            return i
    return len(lines)


def _span(kind: str, line: re.Match[str]) -> Furniture:
    words = line.group()
    start = line.start() + len(words) - len(words.lstrip())
    return Furniture(kind, start, start + len(words.strip()), words.strip())
