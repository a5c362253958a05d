"""Streamlit's own words in Chinese: what it draws around the page's own."""

from typing import Final

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

STREAMLIT_CHINESE: Final[dict[str, str]] = {
    "Skip to main content": "跳到正文",
    # choices
    "Open": "展开",
    "Dismiss": "收起",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有匹配的选项",
    "Clear": "清除",
    "Clear all": "全部清除",
    "Selected values": "已选",
    "Clear value": "清除",
    # dates
    "Choose date": "选择日期",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": (
        "用方向键移动，回车选定，Esc 关闭"
    ),
    "Previous month": "上个月",
    "Next month": "下个月",
    "Next": "下个月",
    "month": "月",
    "year": "年",
    "yyyy": "年年年年",
    "mm": "月月",
    "dd": "日日",
    # files
    "Upload": "选择文件",
    "Browse files": "选择文件",
    "file upload": "选择要上传的文件",
    "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    # tables
    "Search": "查找",
    "Type to search": "输入要查找的字词",
    "Sort ascending": "升序",
    "Sort descending": "降序",
    "Clear sort": "不排序",
    "Pin column": "固定此列",
    "Unpin column": "取消固定",
    "Hide column": "隐藏此列",
    "Autosize": "自动列宽",
    "Format": "格式",
    "Statistics": "统计",
    "Show/hide columns": "显示或隐藏列",
    "Download as CSV": "下载 CSV",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Clear selection": "取消选择",
    # pictures
    "Show data": "查看数据",
    "Show chart": "查看图",
    "Download as PNG": "下载 PNG",
    "Copy Vega-Lite spec": "复制作图代码",
    # the rest
    "Close": "关闭",
    "Send message": "提问",
    "Running": "正在处理",
    "Running...": "正在处理……",
    "Stop": "停止",
    "Link to heading": "此标题的链接",
    "Connecting": "正在连接",
    "Connection error": "连接中断",
} | {name: f"{number}月" for number, name in enumerate(_MONTHS, 1)}

# Regular expressions, as JavaScript reads them, and what stands for them
STREAMLIT_CHINESE_PATTERNS: Final[dict[str, str]] = {
    r"^year, (.+)$": "$1，年",
    r"^month, (.+)$": "$1，月",
    r"^day, (.+)$": "$1，日",
    r"^(\d+) options? available\.$": "有 $1 个选项",
    r"^(\d+)\s?MB per file$": "每个文件不超过 $1 MB",
    r"^Help for (.+)$": "关于“$1”的说明",
    r"^Show data: (.+)$": "查看数据：$1",
    r"^Show chart: (.+)$": "查看图：$1",
    r"^Download as PNG: (.+)$": "下载 PNG：$1",
    r"^Copy Vega-Lite spec: (.+)$": "复制作图代码：$1",
    r"^Fullscreen: (.+)$": "全屏：$1",
    r"^Close fullscreen: (.+)$": "退出全屏：$1",
    r"^Show/hide columns: (.+)$": "显示或隐藏列：$1",
    r"^Download as CSV: (.+)$": "下载 CSV：$1",
    r"^Search: (.+)$": "查找：$1",
    r"^Clear selection: (.+)$": "取消选择：$1",
    r"^Remove (.+)$": "移除 $1",
    **{
        rf"^(?:Choose date, )?{name} (\d{{4}})$": f"$1年{number}月"
        for number, name in enumerate(_MONTHS, 1)
    },
    # Monday, November 2, 2026; Today, Friday, November 27, 2026 selected
    **{
        rf"^(?:Today, )?\w+day, {name} (\d+), (\d+)( selected)?$": f"$2年{number}月$1日"
        for number, name in enumerate(_MONTHS, 1)
    },
}
