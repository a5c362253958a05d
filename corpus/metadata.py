"""What a text says of itself: title, own number, issuer, dates, kind. Null where it is silent."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache

from corpus.facts.dates import date_in
from corpus.facts.models import Validity
from corpus.facts.validity import effective_on, expires_on
from corpus.models import Clause, ClauseKind, Metadata, Origin
from corpus.names.gazetteer import gazetteer
from corpus.names.regions import Region, RegionMention, contains, region_mentions
from corpus.title_block import kind_of, page_date_in, page_title_of, signature_in, title_block_of

STATING_REGION = ("issuer", "doc_number", "title")  # fields, by how surely they tell
PRINTED = re.compile(r"(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?印发")  # 2023年3月1日印发
# Who speaks in a title: 吉林省住房和城乡建设厅 in 吉林省住房和城乡建设厅关于印发…
ISSUER_IN_TITLE = re.compile(r"^([^《》，。]{4,40}?(?:政府|厅|局|委|委员会|办公室|部|院|会))关于")
CITED_TITLE = re.compile(r"《[^》]*》")
# Others' documents: 转发《…》, 贯彻落实《…》; what is printed (印发《…》) is one's own
OTHERS_CITED = re.compile(r"转发|贯彻|落实|学习|执行")
LEAST_NAMED, LEAST_SHARE_NAMED = 2, 0.5  # of all places that a text names


def metadata_in_text(text: str, clauses: Sequence[Clause], is_web_page: bool = False) -> Metadata:
    """Return what the document states about itself; every field found has origin `text`.

    `is_web_page`: the text was a page of a site, whose article begins with its title.
    """
    front = _lines_of(text, clauses, ClauseKind.FRONT_MATTER)
    back = _lines_of(text, clauses, ClauseKind.BACK_MATTER)
    opening = title_block_of(front)
    signed_by, signed_on = signature_in(back)
    page_title = page_title_of(front) if is_web_page else None
    titles = ((page_title,) if page_title else ()) + opening.titles
    title = titles[0] if titles else None
    labelled = opening.labelled
    issuer = opening.issuer or signed_by or labelled.get("issuer")
    issuer = issuer or _first_group(ISSUER_IN_TITLE, title or "")
    doc_number = opening.doc_number or labelled.get("doc_number")
    region = stated_region(issuer, doc_number, title)
    stated = Metadata(
        title=title,
        doc_number=doc_number,
        issuer=issuer or (labelled.get("source") if is_web_page else None),
        region=region.name if region else None,
        issued_on=opening.issued_on
        or signed_on
        or date_in(labelled.get("issued_on", ""))
        or date_in(_first_group(PRINTED, "\n".join(back)) or "")
        or (page_date_in(labelled.get("published_on", "")) if is_web_page else None),
        effective_on=date_in(labelled.get("effective_on", "")),
        expires_on=date_in(labelled.get("expires_on", "")),
        kind=kind_of(titles[-1]) if titles else None,
    )
    found = [f.name for f in fields(Metadata) if f.name != "origins" and getattr(stated, f.name)]
    return replace(stated, origins=dict.fromkeys(found, Origin.TEXT))


def with_validity(metadata: Metadata, validity: Sequence[Validity]) -> Metadata:
    """Return the metadata with the dates that the document's own validity states, if it lacks them.

    A term counts from the day of effect: 自2023年4月1日起施行，有效期5年.
    """
    effective = metadata.effective_on or effective_on(validity)
    expires = metadata.expires_on or expires_on(validity, metadata.issued_on)
    found = {"effective_on": effective, "expires_on": expires}
    origins = {name: Origin.TEXT for name, value in found.items() if value} | metadata.origins
    return replace(metadata, effective_on=effective, expires_on=expires, origins=origins)


def stated_region(issuer: str | None, doc_number: str | None, title: str | None) -> Region | None:
    """Return the region whose authority speaks: by issuer, else own number, else own title.

    A title that only cites (关于印发《重庆市…》的通知) is of the region that it cites.
    """
    title = title or ""
    cited = "" if OTHERS_CITED.search(CITED_TITLE.sub("", title)) else title
    for words in (issuer, doc_number, CITED_TITLE.sub("", title), cited):
        mentions = region_mentions(words or "")
        if mentions:
            return _innermost(mentions)
    return None


def _innermost(mentions: Sequence[RegionMention]) -> Region:
    """Return the first place, or the one inside it that its name goes on with: 广州市|天河区."""
    own = mentions[0]
    for mention in mentions[1:]:
        if mention.start != own.end or not contains(own.region, mention.region):
            break
        own = mention
    return own.region


def place_named_most(text: str) -> str | None:
    """Return the place that at least half of a text's mentions of places name, or None."""
    if all(text.count(name) < LEAST_NAMED for name in _names_of_larger_places()):
        return None
    named = Counter(mention.region for mention in region_mentions(text))
    if not named:
        return None
    region, count = named.most_common(1)[0]
    is_most = count >= LEAST_NAMED and count >= LEAST_SHARE_NAMED * named.total()
    return region.name if is_most else None


@cache
def _names_of_larger_places() -> tuple[str, ...]:
    """Return the names of provinces and prefectures: cheap to look for before reading closely."""
    return tuple(
        name
        for region in gazetteer().regions
        if region.level in ("province", "prefecture")
        for name in region.short_names or (region.name,)
        if len(name) > 1
    )


def with_region_of_title(metadata: Metadata) -> Metadata:
    """Return the metadata with the region that a catalogued title names, if it has none yet."""
    if metadata.region is not None:
        return metadata
    for name in STATING_REGION:
        only = {n: getattr(metadata, n) if n == name else None for n in STATING_REGION}
        region = stated_region(**only)
        if region is not None:
            origins = metadata.origins | {"region": metadata.origins.get(name, Origin.CATALOGUE)}
            return replace(metadata, region=region.name, origins=origins)
    return metadata


def _lines_of(text: str, clauses: Sequence[Clause], kind: ClauseKind) -> list[str]:
    lines: list[str] = []
    for clause in clauses:
        if clause.kind is kind:
            lines += text[clause.start : clause.end].split("\n")
    return lines


def _first_group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match.group(1) if match else None
