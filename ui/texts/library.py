"""What wording the page of documents needs, in whichever language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LibraryWording:
    """The page's own words in one language. Braces are filled in by the view that shows them."""

    title: str
    any: str
    words: str
    year: str
    sort: str
    sorts: Mapping[str, str]
    nothing: str
    choose: str
    clauses: str
    file: str
    # one document
    back: str
    gone: str
    ask_about: str
    download: str
    delete: str
    delete_title: str
    delete_question: str
    delete_yes: str
    delete_no: str
    view: str
    text: str
    text_label: str
    outline: str
    kinds_shown: str
    kinds: Mapping[str, str]
    # versions
    changes: str
    one_version: str
    earlier: str
    later: str
    current: str
    replaced: str
    unknown_time: str
    characters: str
    changed: str
    # upload
    upload: str
    upload_label: str
    upload_help: str
    uploading: str
    files_read: str
    stages: Mapping[str, str]
    upload_done: str
    upload_failed: str


CHINESE = LibraryWording(
    title="文库",
    any="全部",
    words="标题、文号、机关、文件名中的词",
    year="成文年份",
    sort="排序",
    sorts={"newest": "新的在前", "oldest": "旧的在前", "title": "按标题", "source": "按文件名"},
    nothing="没有符合条件的文件。请放宽条件。",
    choose="勾选一行即可打开文件。",
    clauses="条款数",
    file="源文件",
    back="返回文库",
    gone="没有这份文件，可能已被删除。",
    ask_about="就这份文件提问",
    download="下载源文件",
    delete="删除",
    delete_title="删除文件",
    delete_question="删除后，这份文件及其历次版本都不能再查到，也不能恢复。确定删除吗？",
    delete_yes="确定删除",
    delete_no="不删除",
    view="视图",
    text="原文",
    text_label="文件全文，识别出的事项以颜色和下划线标出",
    outline="目录",
    kinds_shown="标出",
    kinds={
        "responsibilities": "职责",
        "targets": "指标",
        "incentives": "奖励",
        "conditions": "条件",
        "validity": "时效",
    },
    changes="版本（{count}）",
    one_version="这份文件只有一个版本。上传同名文件后，可以在这里比较两个版本。",
    earlier="旧版本",
    later="新版本",
    current="现行",
    replaced="已被替换",
    unknown_time="时间不详",
    characters="{count} 字",
    changed="改动 {changed} 条，新增 {added} 条，删去 {removed} 条",
    upload="上传文件",
    upload_label="把文件拖到这里，或点击选择",
    upload_help="同名文件会成为原有文件的新版本。",
    uploading="正在上传 {file}",
    files_read="（已读 {count} 个文件）",
    stages={
        "waiting": "排队",
        "read": "读取",
        "clean": "整理文字",
        "outline": "划分条款",
        "metadata": "识别标题与文号",
        "responsibilities": "识别职责",
        "targets": "识别指标",
        "incentives": "识别奖励",
        "conditions": "识别条件",
        "embed": "计算向量",
        "store": "保存",
        "index": "更新索引",
        "searchable": "可以查询",
        "upload": "上传",
        "unpack": "解压",
        "find": "查找文件",
        "parse": "解析",
    },
    upload_done="已收录，可以提问了。",
    upload_failed="在“{stage}”这一步失败：",
)
ENGLISH = LibraryWording(
    title="Library",
    any="All",
    words="Words of title, number, issuer, file name",
    year="Year of issue",
    sort="Order",
    sorts={
        "newest": "Newest first",
        "oldest": "Oldest first",
        "title": "By title",
        "source": "By file name",
    },
    nothing="No document is within these limits. Widen them.",
    choose="Tick a row to open its document.",
    clauses="Clauses",
    file="File",
    back="Back to the library",
    gone="There is no such document. It may have been deleted.",
    ask_about="Ask about this document",
    download="Download the file",
    delete="Delete",
    delete_title="Delete a document",
    delete_question="The document and its versions will be gone for good. Delete it?",
    delete_yes="Delete",
    delete_no="Keep",
    view="View",
    text="Text",
    text_label="The whole text; the facts read in it are marked by colour and underline",
    outline="Outline",
    kinds_shown="Mark",
    kinds={
        "responsibilities": "Duties",
        "targets": "Targets",
        "incentives": "Incentives",
        "conditions": "Conditions",
        "validity": "Validity",
    },
    changes="Versions ({count})",
    one_version="There is one version of this document. Upload a file of the same name to compare "
    "two here.",
    earlier="Earlier version",
    later="Later version",
    current="current",
    replaced="replaced",
    unknown_time="time unknown",
    characters="{count} characters",
    changed="Clauses changed: {changed}, added: {added}, removed: {removed}",
    upload="Upload files",
    upload_label="Drop files here, or click to choose",
    upload_help="A file of the same name becomes a new version of the document.",
    uploading="Uploading {file}",
    files_read=" ({count} files read)",
    stages={
        "waiting": "waiting",
        "read": "reading",
        "clean": "cleaning the text",
        "outline": "finding clauses",
        "metadata": "finding title and number",
        "responsibilities": "finding duties",
        "targets": "finding targets",
        "incentives": "finding incentives",
        "conditions": "finding conditions",
        "embed": "embedding",
        "store": "storing",
        "index": "indexing",
        "searchable": "searchable",
        "upload": "uploading",
        "unpack": "unpacking",
        "find": "finding files",
        "parse": "parsing",
    },
    upload_done="Taken in: you can ask about it.",
    upload_failed="It failed while {stage}:",
)
