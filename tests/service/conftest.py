"""Services that a module's tests upload to, or list the documents of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.client import PolicyClient
from tests.conftest import run_policyqa, running_service

HANGZHOU = """\
杭州市绿色出行实施意见

一、建设任务
建成充电平台。（牵头单位：市能源局，配合单位：市财政局，完成时限：2029年6月底前）
编制出行规划。（责任单位：市发改委、市财政局，完成时限：年底前）
核准充电项目。（牵头单位：市发展改革委，配合单位：市发改委）
二、主要目标
到2030年，公共充电桩达到500个以上。到2027年，公共充电桩达到300个以上。
三、扶持政策
对新建充电站给予一次性20万元补贴。
"""
CHENGDU = """\
成都市绿色出行工作方案

一、建设任务
建设公交专用道。（牵头单位：市交通局）
巡查公交站台。（责任单位：市财政局）
二、主要目标
到2026年，公交专用道达到100公里以上。
三、站台
公交站台遮阳棚覆盖率达到80%以上。
"""
ZHEJIANG = """\
浙江省绿色出行实施意见

一、建设任务
统筹全省充电设施。（责任单位：省能源局，完成时限：年底前）
二、主要目标
到2028年，全省充电桩达到9000个以上。
"""
NORTH = """
["东.txt"]
region = "杭州市"
issuer = "杭州市人民政府"
doc_number = "杭政函〔2022〕7号"
issued_on = 2022-03-01
effective_on = 2022-04-01
expires_on = 2025-03-31
kind = "意见"

["北BIM.txt"]
region = "成都市"
issuer = "成都市人民政府"
issued_on = 2020-05-01
kind = "方案"
"""
SOUTH = """
["东.txt"]
region = "浙江省"
kind = "意见"
"""
COLLECTIONS = {
    "south": {"东.txt": ZHEJIANG, "catalogue.toml": SOUTH},
    "north": {"北BIM.txt": CHENGDU, "东.txt": HANGZHOU, "catalogue.toml": NORTH},
}


@pytest.fixture(scope="module")
def own_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A client of a service of the module's own, with no documents at first."""
    data = tmp_path_factory.mktemp("own") / "data"
    with running_service(data) as url, PolicyClient(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A service over the made documents of two collections. Tests must not change them."""
    root = tmp_path_factory.mktemp("collections")
    for name, files in COLLECTIONS.items():
        _ingested(root / name, files, root / "data")
    with running_service(root / "data") as url, PolicyClient(url) as opened:
        yield opened


def _ingested(folder: Path, files: dict[str, str], data: Path) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    done = run_policyqa("ingest", str(folder), data=data)
    assert done.returncode == 0, done.stderr
