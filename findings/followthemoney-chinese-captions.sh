#!/usr/bin/env bash
# followthemoney 4.11.2 (rigour 2.6.1): a Chinese entity is captioned by its Latin name, however little that says.
#
# The caption is not the first name that was added: names in Latin (or Cyrillic) letters win over Chinese ones, so one
# pinyin or two-letter form among the names of a body is what all listings, and the exports built on caption, show.
# Countries in Chinese are looked up in a short list and what is not in it is dropped without an error: 香港 is kept,
# 中国香港, 澳门 and 中国大陆, as official news writes them, leave the property empty; 重庆 is cn, 重庆市 nothing.
#
# One would have guessed that the caption is the first name, and that add() keeps or refuses what it is given.
#
# Seen:
#   重庆市人民政府, CQ -> CQ
#   王明, Wang Ming -> Wang Ming
#   countries kept: 中国 香港 台湾 重庆 新加坡
#   countries dropped: 中国大陆 中国香港 澳门 中国台湾 重庆市 俄罗斯联邦
#
# For users of kg: who carries out/graph.jsonl over to FollowTheMoney gives name the Chinese name alone and puts other
# scripts in alias, and gives countries as ISO codes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --prefer-binary "followthemoney==4.11.2" "rigour==2.6.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

from followthemoney import model


def caption(schema: str, *names: str) -> str:
    entity = model.make_entity(schema)
    entity.id = "x"
    for name in names:
        entity.add("name", name)
    return entity.caption


def kept(country: str) -> bool:
    entity = model.make_entity("Person")
    entity.id = "x"
    entity.add("country", country)
    return bool(entity.get("country"))


body, person = caption("Organization", "重庆市人民政府", "CQ"), caption("Person", "王明", "Wang Ming")
print("重庆市人民政府, CQ ->", body)
print("王明, Wang Ming ->", person)
countries = "中国 香港 台湾 重庆 新加坡 中国大陆 中国香港 澳门 中国台湾 重庆市 俄罗斯联邦".split()
known = [country for country in countries if kept(country)]
dropped = [country for country in countries if not kept(country)]
print("countries kept:", *known)
print("countries dropped:", *dropped)
if (body, person) != ("CQ", "Wang Ming") or known != countries[:5]:
    print("changed: other names are preferred, or other countries known")
    sys.exit(1)
PYTHON
