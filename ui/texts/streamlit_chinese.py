"""Streamlit's own words in Chinese."""

from typing import Final

STREAMLIT_CHINESE: Final[dict[str, str]] = {
    "Upload": "选择文件",
    "Browse files": "选择文件",
    "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Search": "查找",
    "Close": "关闭",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
}
STREAMLIT_CHINESE_PATTERNS: Final[dict[str, str]] = {
    r"^(\d+)\s?MB per file$": "每个文件不超过 $1 MB",
}
