"""Units of government: full names, keys, aliases, mentions, English."""

import time

import pytest

from corpus.names.departments import department_index
from corpus.names.regions import Region, region_named
from corpus.names.unit_mentions import (
    COMMITTEE_OF_AREA,
    COMMITTEE_OFFICE,
    GOES_ON,
    GROUP_BEFORE,
    GROUP_GOVERNMENT,
    NOT_OWN_LEVEL,
    UNKNOWN_UNIT,
)
from corpus.names.unit_mentions_english import GOVERNMENT, english_units
from corpus.names.unit_names import QUANTIFIER
from corpus.names.unit_parse import GROUP, LAST_BRACKETS, NOT_A_LEVEL, STATE_BEFORE
from corpus.names.unit_scope import AREA, LEVEL_WORD, ORGAN_ENDING
from corpus.names.units import (
    english_unit_name,
    full_unit_name,
    unit_key,
    unit_matches,
    unit_mentions,
)


def place(name: str) -> Region:
    region = region_named(name)
    assert region is not None, name
    return region


def written_in(text: str) -> list[str]:
    return [mention.written for mention in unit_mentions(text)]


@pytest.mark.parametrize(
    ("written", "region", "full"),
    [
        ("市住房城乡建委", "重庆市", "重庆市住房和城乡建设委员会"),
        ("住建委", "重庆市", "重庆市住房和城乡建设委员会"),
        ("市住建局", "连云港市", "连云港市住房和城乡建设局"),
        ("省住建厅", "连云港市", "江苏省住房和城乡建设厅"),
        ("住建厅", "连云港市", "江苏省住房和城乡建设厅"),
        ("市发改委", "连云港市", "连云港市发展和改革委员会"),
        ("市发展改革委", "重庆市", "重庆市发展和改革委员会"),
        ("市经济信息委", "重庆市", "重庆市经济和信息化委员会"),
        ("市工信局", "连云港市", "连云港市工业和信息化局"),
        ("市人力社保局", "重庆市", "重庆市人力资源和社会保障局"),
        ("市规划自然资源局", "重庆市", "重庆市规划和自然资源局"),
        ("市自然资源和规划局", "连云港市", "连云港市自然资源和规划局"),
        ("重庆市场监管局", "重庆市", "重庆市市场监督管理局"),
        ("市市场监管局", "连云港市", "连云港市市场监督管理局"),
        ("市教委", "重庆市", "重庆市教育委员会"),
        ("市税务局", "重庆市", "国家税务总局重庆市税务局"),
        ("重庆银保监局", "重庆市", "中国银行保险监督管理委员会重庆监管局"),
        ("连云港银保监分局", "连云港市", "中国银行保险监督管理委员会连云港监管分局"),
        ("人行重庆营管部", "重庆市", "中国人民银行重庆营业管理部"),
        ("人行市中心支行", "连云港市", "中国人民银行连云港市中心支行"),
        ("市金融监管局", "重庆市", "重庆市地方金融监督管理局"),
        ("重庆金融监管局", "重庆市", "国家金融监督管理总局重庆监管局"),
        ("市政府电子政务办", "重庆市", "重庆市电子政务办公室"),
        ("市政务办", "连云港市", "连云港市政务服务管理办公室"),
        ("市公共资源交易监管局", "重庆市", "重庆市公共资源交易监督管理局"),
        ("市政府", "重庆市", "重庆市人民政府"),
        ("市政府办", "重庆市", "重庆市人民政府办公厅"),
        ("市政府办", "连云港市", "连云港市人民政府办公室"),
        ("市委宣传部", "连云港市", "中共连云港市委宣传部"),
        ("市委", "连云港市", "中共连云港市委员会"),
        ("住房城乡建设部", "重庆市", "住房和城乡建设部"),
        ("国家发展改革委", None, "国家发展和改革委员会"),
        ("涪陵区住建委", "重庆市", "涪陵区住房和城乡建设委员会"),
        ("区住建委", "涪陵区", "涪陵区住房和城乡建设委员会"),
        ("市住建委", "涪陵区", "重庆市住房和城乡建设委员会"),
        ("长春新区城乡建设和管理委员会", "吉林省", "长春新区城乡建设和管理委员会"),
        ("市城建控股集团", "连云港市", "连云港市城建控股集团"),
        ("各区县政府", "重庆市", "各区县政府"),
        ("各县区人民政府", "连云港市", "各县区人民政府"),
        ("功能板块管委会", "连云港市", "功能板块管委会"),
        ("住建部门", "连云港市", "住建部门"),
        ("市场主体", "连云港市", "市场主体"),
        ("市住建局", None, "市住房和城乡建设局"),
        ("市住建局", "吉林省", "市住房和城乡建设局"),
    ],
)
def test_full_unit_name(written: str, region: str | None, full: str) -> None:
    assert full_unit_name(written, place(region) if region else None) == full


def test_a_full_name_is_its_own_full_name() -> None:
    chongqing = place("重庆")
    for written in ("市住房城乡建委", "市税务局", "人行重庆营管部", "市委宣传部", "市政府"):
        full = full_unit_name(written, chongqing)
        assert full_unit_name(full, chongqing) == full
        assert unit_key(full, chongqing) == unit_key(written, chongqing)


def test_spellings_of_one_unit_share_a_key() -> None:
    spellings = ["市住房城乡建委", "重庆市住房城乡建委", "住建委", "重庆住建委"]
    spellings += ["住房和城乡建设委员会", "建委", "市建委", "重庆市住房和城乡建设委员会"]
    assert len({unit_key(written, place("重庆")) for written in spellings}) == 1
    groups = ["各区县政府", "各县区人民政府", "各区县（自治县）人民政府"]
    assert len({unit_key(written, place("重庆")) for written in groups}) == 1


def test_different_units_have_different_keys() -> None:
    chongqing, lianyungang = place("重庆"), place("连云港")
    keys = [unit_key(w, chongqing) for w in ("市住房城乡建委", "市交通局", "市政府", "各区县政府")]
    keys += [unit_key(w, lianyungang) for w in ("市住建局", "省住建厅", "区住建局", "赣榆区住建局")]
    keys += [unit_key(w, chongqing) for w in ("住房城乡建设部", "市金融监管局", "重庆金融监管局")]
    keys += [unit_key(w, lianyungang) for w in ("市城建控股集团", "市交通控股集团")]
    assert len(set(keys)) == len(keys)


def test_namesake_districts_are_told_apart() -> None:
    assert full_unit_name("朝阳区住建局", place("长春")) == "朝阳区住房和城乡建设局"
    keys = {unit_key("朝阳区住建局", place(name)) for name in ("长春", "北京")}
    assert keys == {"长春市朝阳区/住房和城乡建设", "北京市朝阳区/住房和城乡建设"}
    assert unit_key("长春市朝阳区住建局", None) == "长春市朝阳区/住房和城乡建设"


@pytest.mark.parametrize(
    ("query", "written", "region"),
    [
        ("住建委", "市住房城乡建委", "重庆"),
        ("重庆住建委", "市住房城乡建委", "重庆"),
        ("住建部门", "市住房城乡建委", "重庆"),
        ("住房城乡建设主管部门", "市住建局", "连云港"),
        ("城乡建委", "市住房城乡建委", "重庆"),
        ("发改委", "市发展改革委", "重庆"),
        ("交通局", "市交通运输局", "连云港"),
        ("教育局", "市教委", "重庆"),
        ("经信委", "市经济信息委", "重庆"),
        ("人社局", "市人力社保局", "重庆"),
        ("自然资源局", "市规划自然资源局", "重庆"),
        ("城管局", "市城市管理局", "重庆"),
        ("应急局", "市应急管理局", "连云港"),
        ("人民银行", "人行重庆营管部", "重庆"),
        ("银保监局", "连云港银保监分局", "连云港"),
        ("金融监管局", "市金融监管局", "重庆"),
        ("住建厅", "省住建厅", "连云港"),
        ("重庆市住建委", "市住建委", None),
        ("区县政府", "各区县政府", "重庆"),
        ("各区县人民政府", "有关区县政府", "重庆"),
        ("市住建局", "各市（州）建委", "吉林省"),
        ("长春市住建局", "各市（州）建委", "吉林省"),
        ("城建控股集团", "市城建控股集团", "连云港"),
        ("住建部", "住房城乡建设部", "重庆"),
        ("Municipal Commission of Housing and Urban-Rural Development", "市住房城乡建委", "重庆"),
        ("Chongqing Housing and Urban-Rural Development Commission", "市住房城乡建委", "重庆"),
        ("Transport Bureau", "市交通局", "连云港"),
        ("Lianyungang's Finance Bureau", "市财政局", "连云港"),
        ("Ministry of Finance", "财政部", "连云港"),
        ("district and county governments", "各区县政府", "重庆"),
        ("Municipal Government", "市政府", "重庆"),
    ],
)
def test_unit_matches(query: str, written: str, region: str | None) -> None:
    assert unit_matches(query, written, place(region) if region else None)


@pytest.mark.parametrize(
    ("query", "written", "region"),
    [
        ("连云港市住建局", "市住房城乡建委", "重庆"),
        ("市教委", "市住房城乡建委", "重庆"),
        ("住房城乡建设部", "市住房城乡建委", "重庆"),
        ("住建部", "市住建局", "连云港"),
        ("市住建局", "省住建厅", "连云港"),
        ("住建厅", "市住建局", "连云港"),
        ("省住建厅", "市住建局", "连云港"),
        ("赣榆区住建局", "市住建局", "连云港"),
        ("市住建局", "赣榆区住建局", "连云港"),
        ("重庆市住建局", "各市（州）建委", "吉林省"),
        ("政府", "市政府", "重庆"),
        ("各区县政府", "市政府", "重庆"),
        ("数据局", "市政府电子政务办", "重庆"),
        ("城建集团", "市交通控股集团", "连云港"),
        ("市", "市住建局", "连云港"),
        ("", "市住建局", "连云港"),
        ("Transport Bureau", "市住建局", "连云港"),
        ("Ministry of Finance", "市财政局", "连云港"),
        ("Chongqing Finance Bureau", "市财政局", "连云港"),
        ("steel", "市财政局", "连云港"),
    ],
)
def test_unit_does_not_match(query: str, written: str, region: str) -> None:
    assert not unit_matches(query, written, place(region))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("市交通局配合哪些任务", ["市交通局"]),
        ("发改委牵头什么", ["发改委"]),
        ("由市住房城乡建委会同市财政局", ["市住房城乡建委", "市财政局"]),
        ("人力资源和社会保障局", ["人力资源和社会保障局"]),
        ("连云港市住建局", ["连云港市住建局"]),
        ("市市场监管局、市税务局", ["市市场监管局", "市税务局"]),
        ("市场监管局", ["市场监管局"]),
        ("人行重庆营管部、重庆银保监局", ["人行重庆营管部", "重庆银保监局"]),
        ("人行市中心支行、连云港银保监分局", ["人行市中心支行", "连云港银保监分局"]),
        ("市政府电子政务办", ["市政府电子政务办"]),
        ("各县区人民政府、功能板块管委会", ["各县区人民政府", "功能板块管委会"]),
        ("有关区县政府", ["有关区县政府"]),
        ("各区县（自治县）人民政府，市政府各部门", ["各区县（自治县）人民政府"]),
        (
            "各市（州）建委，长白山管委会住房城乡建设局",
            ["各市（州）建委", "长白山管委会住房城乡建设局"],
        ),
        ("市住建局、市城建控股集团等建设平台", ["市住建局", "市城建控股集团"]),
        ("国家税务总局重庆市税务局", ["国家税务总局重庆市税务局"]),
        ("市委宣传部、市委办公厅", ["市委宣传部", "市委办公厅"]),
        ("住房城乡建设部等部委", ["住房城乡建设部"]),
        ("住建部门要加强监管", ["住建部门"]),
        ("教育局部署工作", ["教育局"]),
        ("开发区财政局", ["开发区财政局"]),
        ("What does the Transport Bureau support?", ["Transport Bureau"]),
        ("Is Chongqing's Finance Bureau in charge?", ["Chongqing's Finance Bureau"]),
    ],
)
def test_unit_mentions(text: str, written: list[str]) -> None:
    assert written_in(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "政府投资项目由建设单位负责",
        "重庆市政府投资项目",
        "施工单位和主管部门",
        "水利部分工程",
        "政务服务办理",
        "集中办理",
        "人行道改造",
        "村民委员会和居民委员会",
        "市人大代表",
        "组建委员会",
        "超市监管局",
        "数据部门",
        "市委托企业",
        "市场主体、建筑企业",
        "Department of the building",
    ],
)
def test_texts_that_name_no_unit(text: str) -> None:
    assert written_in(text) == []


def test_a_mention_is_where_it_says_and_knows_its_function() -> None:
    text = "由市住房城乡建委会同Transport Bureau"
    housing, transport = unit_mentions(text)
    for mention in (housing, transport):
        assert text[mention.start : mention.end] == mention.written
    assert (housing.stem, transport.stem) == ("住房和城乡建设", "交通运输")


@pytest.mark.parametrize(
    ("written", "region", "english"),
    [
        (
            "市住房城乡建委",
            "重庆",
            "Chongqing Municipal Commission of Housing and Urban-Rural Development",
        ),
        (
            "市住建局",
            "连云港",
            "Lianyungang Municipal Bureau of Housing and Urban-Rural Development",
        ),
        (
            "省住建厅",
            "吉林省",
            "Jilin Provincial Department of Housing and Urban-Rural Development",
        ),
        ("住房城乡建设部", "重庆", "Ministry of Housing and Urban-Rural Development"),
        ("涪陵区教委", "重庆", "Fuling District Commission of Education"),
        ("市税务局", "重庆", "Chongqing Tax Service, State Taxation Administration"),
        ("市政府", "连云港", "Lianyungang Municipal People's Government"),
        ("人民银行", "连云港", "People's Bank of China"),
        ("各区县政府", "重庆", "district and county governments"),
        ("有关区县政府", "重庆", "relevant district and county governments"),
        ("功能板块管委会", "连云港", "functional-area administrative committees"),
        ("市城建控股集团", "连云港", None),
        ("施工单位", "连云港", None),
    ],
)
def test_english_unit_name(written: str, region: str, english: str | None) -> None:
    assert english_unit_name(written, place(region)) == english


def test_every_department_has_names_and_english() -> None:
    index = department_index()
    assert len(index.departments) >= 100
    named = {option.department.key for options in index.names.values() for option in options}
    for department in index.departments:
        assert department.english or department.english_name, department.key
        assert department.key in named or department.national, department.key
    assert len({department.key for department in index.departments}) == len(index.departments)


def test_patterns_by_their_examples() -> None:
    assert GROUP_GOVERNMENT.fullmatch("各区县（自治县）人民政府")
    assert not GROUP_GOVERNMENT.search("市政府")
    assert GROUP_BEFORE.search("各县（市、区）") and not GROUP_BEFORE.search("重庆市")
    assert COMMITTEE_OF_AREA.fullmatch("功能板块管委会") and not COMMITTEE_OF_AREA.search("委员会")
    assert COMMITTEE_OFFICE.match("办公厅") and not COMMITTEE_OFFICE.match("办理")
    assert UNKNOWN_UNIT.search("由市园区集团牵头") and not UNKNOWN_UNIT.search("市场集团")
    assert GOES_ON["部"].match("署") and not GOES_ON["部"].match("牵头")
    assert NOT_OWN_LEVEL.search("超市") and not NOT_OWN_LEVEL.search("由市")
    assert GROUP.match("各市") and not GROUP.match("市住建局")
    assert NOT_A_LEVEL.match("市场主体") and not NOT_A_LEVEL.match("市城建集团")
    assert LAST_BRACKETS.sub("", "各市（州）建委（住建局）") == "各市（州）建委"
    assert STATE_BEFORE.sub("", "国务院国资委") == "国资委"
    assert QUANTIFIER.sub("", "有关区县政府") == "区县政府"
    assert AREA.match("高新区管委会") and not AREA.match("城区")
    assert ORGAN_ENDING.sub("", "市人民政府") == "市"
    level = LEVEL_WORD.match("我市")
    assert level is not None and level.group(1) == "市"
    assert GOVERNMENT.search("the Municipal People's Government")
    assert not GOVERNMENT.search("good government")
    assert list(english_units("the Bureau of the future")) == []


def test_speed() -> None:
    question = "哪些任务由市交通局配合？"
    unit_mentions(question)
    rounds = 200
    started = time.perf_counter()
    for _ in range(rounds):
        unit_mentions(question)
    # Measured 0.03 ms.
    assert (time.perf_counter() - started) / rounds < 0.001
