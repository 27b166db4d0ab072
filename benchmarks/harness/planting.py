"""Plants novel incidents into the real stream: five messages of five callers within one day about one new thing.

The incidents are invented and written from templates: each message takes its own opening, details and wish, names place
and thing with some probability only, and is lengthened by sentences of real messages, so that the five have little more
in common than citizens who do not know of each other. The same seed gives the same stream.
"""

import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

SYLLABLES = "澜禧悦棠栖泊沁岚峤钰珑珞璟澄湛霁皓逸朗曦晟昀柘槿葵荔苇蘅蓼芷"
PLACES = ["苑", "府", "里", "花园", "公馆", "广场", "家园", "新居", "路", "大道", "街", "桥"]
MESSAGES, NAMED = 5, 0.85

# thing (and another word for it), what happens, what it does to people
INCIDENTS = [
    (["换电柜", "电池柜"], ["半夜冒烟", "冒出浓烟还有焦糊味", "连着两晚起火", "烧黑了半面墙"],
     ["一楼老人吓得不敢睡", "楼道里全是烟", "旁边就是煤气表", "消防车来过又走了"]),
    (["蓝色粉尘", "蓝粉"], ["从早到晚往下落", "盖满了窗台和车顶", "一擦一手蓝", "雨后流成蓝水"],
     ["孩子一直咳嗽", "晒的被子没法要了", "眼睛发痒", "没人告诉我们有没有毒"]),
    (["陪护床押金", "陪护床"], ["扫码交了五百不退", "出院以后退不了", "换了公司就说不认账", "客服电话是空号"],
     ["病人家属只好打地铺", "护士说不归医院管", "问了三个窗口互相推", "收据也不给开"]),
    (["无人菜柜", "智能菜柜"], ["扣了钱门不开", "一晚上重复扣款六次", "里面的菜都发霉了", "显示欠费把人拉黑"],
     ["老人退休金被扣光", "投诉电话打不通", "老板说跑路了", "小票上没有公司名字"]),
    (["氨气", "刺鼻的氨味"], ["一到傍晚就飘过来", "呛得睁不开眼", "比上个月更浓", "凌晨三点最重"],
     ["有人送去洗胃", "学校停了户外课", "树叶都黄了", "不知道从哪个厂出来"]),
    (["塌陷坑", "路面塌坑"], ["越来越大", "已经能掉进一个人", "晚上没有灯也没有围挡", "昨天又陷了半米"],
     ["电动车摔了两个人", "公交只好绕行", "下面听得见水声", "铺的钢板翘起来了"]),
    (["预付课包", "课包"], ["老师全走光了", "门上贴了封条", "分期还在每月扣款", "说转去别的校区其实没有"],
     ["一百多个家长没处说理", "贷款是实名办的", "合同上的章是假的", "负责人把群解散了"]),
    (["直饮水机", "净水机"], ["接出来有红虫", "水面漂油花", "滤芯两年没换过", "检测贴纸是假的"],
     ["好几家孩子拉肚子", "物业说不归他们管", "厂家不接电话", "大家只能买桶装水"]),
    (["光污染", "激光大屏"], ["亮到凌晨两点", "整面墙一闪一闪", "窗帘根本挡不住", "红光直射卧室"],
     ["老人头晕", "中考的孩子没法休息", "开车经过晃眼睛", "说有手续又不给看"]),
    (["集中供热管", "热力管"], ["喷出热水几米高", "爆了两回", "埋得太浅压裂了", "白气冲上二楼"],
     ["烫伤一个路人", "整栋楼停了热", "地下车库进了水", "抢修的人说没图纸"]),
    (["流浪猴", "猴群"], ["进屋翻冰箱", "抓伤了小孩", "坐在阳台不走", "把晾的衣服全扯烂"],
     ["打了狂犬疫苗", "林业说找公安", "大家白天都关着窗", "不知道从哪跑出来的"]),
    (["代办年检", "年检代办"], ["收了钱行驶证不还", "盖的章查不到", "说系统升级一拖再拖", "换了门面继续收"],
     ["车子不敢上路", "被交警扣了分", "前后四十多个车主", "微信全被删了"]),
]
OPENINGS = ["您好，我住在{place}附近。", "{place}这边的事想反映一下。", "请问{place}归谁管？", "我是{place}的租户。",
            "在{place}上班，天天路过。", "刚从{place}回来，实在忍不住要说。", "家里老人住{place}。"]
WISHES = ["盼望有人来看看。", "到底谁负责，给个准话。", "拜托尽快处置。", "希望查一查。", "求一个说法。", "等你们的消息。"]
TITLES = ["{place}{thing}{what}", "{thing}{what}谁来管", "反映{place}{thing}的情况", "{place}附近{thing}{what}",
          "关于{thing}的求助", "{thing}{effect}"]


@dataclass
class Incident:
    """A planted incident: the ids of its messages and the time of the last one."""

    ids: list
    last: datetime


def stream(messages, seed, incidents):
    """The messages with so many incidents planted, and the incidents; at most one in three weeks."""
    chance = random.Random(seed)
    first = datetime(2019, 4, 8) + timedelta(days=chance.randrange(14))
    gap = 250 // incidents
    kinds = chance.sample(INCIDENTS, len(INCIDENTS)) * (incidents // len(INCIDENTS) + 1)
    sentences = [s for m in messages for s in re.split(r"[。！？；\s]+", m["detail"]) if 12 <= len(s) <= 60]
    planted, added = [], []
    for number in range(incidents):
        day = first + timedelta(days=number * gap + chance.randrange(max(gap - 7, 1)))
        rows = list(incident(chance, kinds[number], day, f"p{seed}-{number}", sentences))
        planted.append(Incident([row["id"] for row in rows], max(datetime.fromisoformat(row["time"]) for row in rows)))
        added += rows
    return sorted(messages + added, key=lambda m: (m["time"], m["id"])), planted


def incident(chance, kind, day, name, sentences):
    """Five messages about one invented thing at one invented place."""
    things, whats, effects = kind
    place = "".join(chance.sample(SYLLABLES, 2)) + chance.choice(PLACES)
    district = f"A{chance.randrange(1, 8)}区"
    for number, opening in enumerate(chance.sample(OPENINGS, MESSAGES)):
        here = place if chance.random() < NAMED else "我们这里"
        words = {"place": here, "thing": things[chance.random() > NAMED], "what": chance.choice(whats)}
        words["effect"] = chance.choice(effects)
        told = f"{words['thing']}{words['what']}，{words['effect']}。"
        filler = "。".join(chance.sample(sentences, chance.randrange(1, 5))) + "。"
        parts = [told, filler] if chance.random() < 0.5 else [filler, told]
        time = day + timedelta(seconds=chance.randrange(7 * 3600, 23 * 3600))
        yield {
            "id": f"{name}-{number}", "user": f"planted-{name}-{number}", "time": time.isoformat(), "likes": 0, "against": 0,
            "subject": district + chance.choice(TITLES).format(**words),
            "detail": opening.format(**words) + "".join(parts) + chance.choice(WISHES),
        }


def without(messages, matters):
    """The messages without those of the known matters: what is left holds no event that we know of."""
    known = {one for line in matters.read_text(encoding="utf-8").splitlines() for one in json.loads(line)["ids"]}
    return [message for message in messages if message["id"] not in known]


def shuffled(messages, seed):
    """The messages with their times dealt out anew: as many every day, but no event is left."""
    times = [message["time"] for message in messages]
    random.Random(seed).shuffle(times)
    return sorted((m | {"time": t} for m, t in zip(messages, times)), key=lambda m: (m["time"], m["id"]))


def read(path):
    """The real messages of 2019 on, in order."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return sorted((row for row in rows if row["time"] >= "2019-01-01"), key=lambda m: (m["time"], m["id"]))
