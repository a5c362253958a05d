"""The built-in embedder through its public interface, with the model file that ships."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save

from index.embedding.builtin import (
    CODES,
    DEFAULT_PATH,
    FORMAT_VERSION,
    SCALE_GROUP,
    BuiltinEmbedder,
    content_checksum,
    unpack_rows,
)
from index.embedding.errors import EmbedderError

WAGES = "用人单位应当按照劳动合同约定，向劳动者及时足额支付劳动报酬。"
DOGS = "养犬人携犬外出，应当为犬只束犬绳、佩戴犬牌。"
UNKNOWN = "☃☃ … ———"


@pytest.fixture(scope="module")
def embedder() -> BuiltinEmbedder:
    return BuiltinEmbedder()


def test_vectors_are_normalised_float32_of_the_stated_dimensions(embedder: BuiltinEmbedder) -> None:
    vectors = embedder.embed_passages([WAGES, DOGS])
    assert vectors.shape == (2, embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_text_gets_the_same_vector_whatever_stands_beside_it(
    embedder: BuiltinEmbedder,
) -> None:
    (alone,) = embedder.embed_queries([WAGES])
    together = embedder.embed_passages([DOGS, WAGES, UNKNOWN] * 50)
    assert all(np.array_equal(vector, alone) for vector in together[1::3])
    (again,) = BuiltinEmbedder().embed_queries([WAGES])
    assert np.array_equal(again, alone)


@pytest.mark.parametrize(
    ("question", "answer", "unrelated"),
    [
        ("老板拖欠工资不发怎么办", WAGES, DOGS),
        ("出去遛狗要不要牵绳子", DOGS, WAGES),
        (
            "推广BIM技术由哪个单位牵头",
            "加快推广应用建筑信息模型（BIM）技术，由市住房城乡建委牵头。",
            "对首次入选的建筑业企业给予一次性奖励。",
        ),
        (
            "企业第一次上榜能拿多少奖金",
            "对首次入选的建筑业企业给予一次性奖励。",
            "加快推广应用建筑信息模型（BIM）技术，由市住房城乡建委牵头。",
        ),
    ],
)
def test_a_question_is_nearer_to_its_answer_than_to_another_text(
    embedder: BuiltinEmbedder, question: str, answer: str, unrelated: str
) -> None:
    (query,) = embedder.embed_queries([question])
    near, far = embedder.embed_passages([answer, unrelated]) @ query
    assert near > far + 0.05


def test_full_and_half_width_and_capitals_are_the_same(embedder: BuiltinEmbedder) -> None:
    vectors = embedder.embed_queries(["ＢＩＭ技术", "bim技术"])
    assert np.array_equal(vectors[0], vectors[1])


@pytest.mark.parametrize("text", ["", " \n", UNKNOWN])
def test_a_text_without_known_terms_gets_zeros(embedder: BuiltinEmbedder, text: str) -> None:
    assert not embedder.embed_passages([text]).any()


def test_no_texts_give_no_vectors(embedder: BuiltinEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)


def test_packed_rows_hold_the_first_half_in_the_low_bits() -> None:
    codes = np.full((1, SCALE_GROUP), 8, dtype=np.uint8) | np.uint8(8 << 4)
    codes[0, 3] = 15 | (1 << 4)
    scales = np.array([[0.5, 2.0]], dtype=np.float16)
    expected = np.zeros((1, 2 * SCALE_GROUP), dtype=np.float32)
    expected[0, 3], expected[0, SCALE_GROUP + 3] = 7 * 0.5, -7 * 2.0
    np.testing.assert_array_equal(unpack_rows(codes, scales), expected)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match=r"absent\.safetensors does not exist"):
        BuiltinEmbedder(tmp_path / "absent.safetensors")


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "truncated.safetensors"
    path.write_bytes(DEFAULT_PATH.read_bytes()[:100_000])
    with pytest.raises(EmbedderError, match="not a readable safetensors file"):
        BuiltinEmbedder(path)


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    content = bytearray(DEFAULT_PATH.read_bytes())
    content[len(content) // 2] ^= 1
    path = tmp_path / "flipped.safetensors"
    path.write_bytes(content)
    with pytest.raises(EmbedderError, match="checksum is wrong"):
        BuiltinEmbedder(path)


def test_an_unknown_format_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "future.safetensors"
    path.write_bytes(save(load_file(DEFAULT_PATH), {"format_version": "99"}))
    with pytest.raises(EmbedderError, match="format version '99'"):
        BuiltinEmbedder(path)


def test_a_file_without_its_tensors_is_refused(tmp_path: Path) -> None:
    tensors = load_file(DEFAULT_PATH)
    del tensors[CODES]
    path = tmp_path / "lacking.safetensors"
    path.write_bytes(save(tensors, {"format_version": FORMAT_VERSION}))
    with pytest.raises(EmbedderError, match="lacks codes"):
        BuiltinEmbedder(path)


def test_the_fingerprint_changes_with_the_vectors(
    embedder: BuiltinEmbedder, tmp_path: Path
) -> None:
    tensors = load_file(DEFAULT_PATH)
    tensors[CODES][0, 0] ^= 1
    metadata = {"format_version": FORMAT_VERSION, "content_sha256": content_checksum(tensors)}
    path = tmp_path / "other.safetensors"
    path.write_bytes(save(tensors, metadata))
    assert BuiltinEmbedder(path).fingerprint != embedder.fingerprint
    assert BuiltinEmbedder().fingerprint == embedder.fingerprint
