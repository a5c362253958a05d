"""What a document says of itself, and what only the catalogue says."""

from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueEntry, completed, read_catalogue
from corpus.errors import CatalogueError
from corpus.metadata import date_in, place_named_most
from corpus.models import Metadata, Origin
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES

NOTICE = """某府办发〔2024〕7号

江西省赣州市人民政府办公室
关于印发赣州市餐饮业扶持办法的通知

各县（市、区）人民政府：
现将办法印发给你们。根据《江西省人民政府关于促进消费的意见》（赣府发〔2022〕1号）制定。
赣州市人民政府办公室
二〇二四年五月六日

赣州市餐饮业扶持办法
一、总则
支持发展。
本办法自2024年6月1日起施行，有效期至2026年5月31日。
"""


def metadata(start: str) -> Metadata:
    path = next(POLICIES.glob(f"{start}_*.txt"))
    return parsed(SourceFile(path.name, path.read_bytes())).metadata


def test_a_number_that_is_cited_is_not_the_documents_own() -> None:
    assert metadata("000").doc_number is None
    assert metadata("003").doc_number == "连政规发〔2023〕2号"


def test_what_the_text_does_not_state_is_null() -> None:
    zhongshan = metadata("002")
    assert (zhongshan.title, zhongshan.region, zhongshan.issued_on) == (None, None, None)


def test_the_texts_of_the_five_policies() -> None:
    lianyungang = metadata("003")
    assert lianyungang.issuer == "连云港市人民政府"
    assert lianyungang.region == "连云港市"
    assert lianyungang.issued_on == date(2023, 3, 1)
    assert lianyungang.effective_on == date(2023, 4, 1)
    assert lianyungang.expires_on == date(2028, 3, 31)
    assert lianyungang.title == "市政府印发关于加快推进连云港建筑业高质量发展实施意见的通知"
    chongqing = metadata("004")
    assert chongqing.title == "重庆市人民政府办公厅关于印发重庆市智能建造试点城市建设实施方案的通知"
    assert chongqing.kind == "方案"
    assert metadata("001").issued_on == date(2023, 3, 15)


def test_another_document() -> None:
    found = parsed(SourceFile("notice.txt", NOTICE.encode())).metadata
    assert found.doc_number == "某府办发〔2024〕7号"
    assert found.issuer == "赣州市人民政府办公室"
    assert found.region == "赣州市"
    assert found.issued_on == date(2024, 5, 6)
    assert (found.effective_on, found.expires_on) == (date(2024, 6, 1), date(2026, 5, 31))
    assert found.kind == "办法"
    assert set(found.origins.values()) == {Origin.TEXT}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023年3月1日印发", date(2023, 3, 1)),
        ("二〇二五年三月二十三日", date(2025, 3, 23)),
        ("2023年13月1日", None),
        ("三月", None),
    ],
)
def test_dates(written: str, expected: date | None) -> None:
    assert date_in(written) == expected


def test_the_catalogue_fills_gaps_and_is_told_apart() -> None:
    stated = Metadata(title="甲方案", origins={"title": Origin.TEXT})
    result = completed(stated, CatalogueEntry(title="别的题目", region="重庆市"))
    assert result.title == "甲方案"
    assert result.region == "重庆市"
    assert result.origins == {"title": Origin.TEXT, "region": Origin.CATALOGUE}


def test_a_row_of_json_lines_knows_better_than_its_text() -> None:
    entry = CatalogueEntry(title="关于支持企业的若干措施 北京")
    found = parsed(SourceFile("n.txt", NOTICE.encode()), entry, "7", entry_wins=True)
    assert found.title == "关于支持企业的若干措施 北京"
    assert found.metadata.origins["title"] is Origin.CATALOGUE
    untitled = parsed(SourceFile("x.txt", "一、目标\n提高质量。".encode()), entry, entry_wins=True)
    assert (untitled.metadata.region, untitled.metadata.origins["region"]) == (
        "北京市",
        "catalogue",
    )


def test_a_menu_is_no_title() -> None:
    menu = "\n".join(
        ["首页", "政务公开", "政务服务", "互动交流", "魅力广州", "社保", "医保", "政策"]
    )
    text = f"{menu}\n广州市人民政府关于住房保障的通知\n一、目标\n提高质量。"
    title = parsed(SourceFile("n.txt", text.encode())).metadata.title
    assert title is None or "首页" not in title


def test_the_shipped_catalogue_supplies_only_what_the_texts_lack() -> None:
    for name, entry in read_catalogue(POLICIES).items():
        stated = parsed(SourceFile(name, (POLICIES / name).read_bytes())).metadata
        supplied = entry.model_dump(exclude_none=True, exclude={"source"})
        assert all(getattr(stated, field) is None for field in supplied), name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('["missing.txt"]\nregion = "重庆市"\n', "missing.txt"),
        ('["a.txt"]\ncolour = "red"\n', "colour"),
        ("not toml", "catalogue"),
    ],
)
def test_a_bad_catalogue_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("一、总则")
    (tmp_path / "catalogue.toml").write_text(content)
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(tmp_path)


def metadata_of(text: str) -> Metadata:
    return parsed(SourceFile("a.txt", text.encode())).metadata


@pytest.mark.parametrize(
    "line",
    [
        "某政发〔2020〕3号-赣州市章贡区人民政府关于支持企业的若干意见",
        "赣州市章贡区人民政府关于支持企业的若干意见（某政发〔2020〕3号）",
    ],
)
def test_a_number_beside_the_title_is_the_documents_own(line: str) -> None:
    found = metadata_of(f"{line}\n各单位：\n一、减轻负担\n减免房租。")
    assert found.doc_number == "某政发〔2020〕3号"
    assert found.title == "赣州市章贡区人民政府关于支持企业的若干意见"


def test_who_signs_after_the_body_and_when() -> None:
    found = metadata_of(
        "关于开展检查的通知\n各单位：\n一、检查内容\n安全生产。\n附件：检查表\n"
        "赣州市住房和城乡建设局\n赣州市应急管理局\n（赣州市住房和城乡建设局代章）\n2024年5月6日\n"
    )
    assert found.issuer == "赣州市住房和城乡建设局、赣州市应急管理局"
    assert found.issued_on == date(2024, 5, 6)
    assert found.origins["issuer"] is Origin.TEXT


def test_the_fields_that_a_sites_page_lists() -> None:
    found = metadata_of(
        "某市办法-某市政府网\n首页\n当前位置：首页 > 文件\n基本信息\n文 号：\n某府规〔2024〕5号\n"
        "实施日期：\n2024年3月4日\n失效日期：\n2029年3月3日\n发布机关：\n赣州市人民政府\n"
        "赣州市支持企业办法\n第一条 为了支持企业，制定本办法。\n"
    )
    assert found.title == "赣州市支持企业办法"
    assert found.doc_number == "某府规〔2024〕5号"
    assert (found.effective_on, found.expires_on) == (date(2024, 3, 4), date(2029, 3, 3))
    assert found.issuer == "赣州市人民政府"
    assert found.issued_on is None


def test_a_term_of_validity_counts_from_the_day_of_effect() -> None:
    found = metadata_of("赣州市办法\n一、总则\n支持发展。\n本办法自2024年6月1日起施行，有效期5年。")
    assert found.effective_on == date(2024, 6, 1)
    assert found.expires_on == date(2029, 5, 31)


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("南昌市红谷滩区人民政府关于早餐车管理的通告", "红谷滩区"),  # the innermost of a name
        ("关于印发《江西省早餐车管理办法》的通知", "江西省"),  # only what it prints names a place
        ("关于转发《江西省早餐车管理办法》的通知", None),  # of another's document it is not told
    ],
)
def test_the_region_that_a_title_names(title: str, region: str | None) -> None:
    text = f"{title}\n\n一、总则\n规范经营。\n".encode()
    assert parsed(SourceFile("早餐车.txt", text)).metadata.region == region


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("赣州市早餐车归街道管。各县区按赣州市的标准执行。吉安市可参照。", "赣州市"),
        ("赣州市早餐车归街道管。", None),  # once may be by chance
        ("赣州市、吉安市、宜春市、新余市联合检查，赣州市承办。", None),  # less than half
        ("早餐车归街道管。", None),
    ],
)
def test_the_place_that_a_text_names_most(text: str, place: str | None) -> None:
    assert place_named_most(text) == place
