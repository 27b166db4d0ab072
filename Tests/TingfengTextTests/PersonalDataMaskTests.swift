import Testing
import TingfengText

@Suite struct PersonalDataMaskTests {
    private let mask = PersonalDataMask()

    /// The text with what is masked in brackets.
    private func marked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var end = 0
        for span in mask.mask(text).spans {
            result += bytes[end..<span.range.lowerBound] + Array("[".utf8)
            result += bytes[span.range] + Array("]".utf8)
            end = span.range.upperBound
        }
        return String(decoding: result + bytes[end...], as: UTF8.self)
    }

    @Test(arguments: [
        ("请回电13800138000，急", "请回电[13800138000]，急"),
        ("138 0013 8000或138-0013-8000", "[138 0013 8000]或[138-0013-8000]"),
        ("１３８００１３８０００", "[１３８００１３８０００]"),
        ("+86 13800138000", "[+86 13800138000]"),
        ("+8613800138000、008613800138000", "[+8613800138000]、[008613800138000]"),
        ("1 3 8 0 0 1 3 8 0 0 0", "[1 3 8 0 0 1 3 8 0 0 0]"),
        ("1380013800013900139000", "[1380013800013900139000]"),
        ("座机0731-88881234", "座机[0731-88881234]"),
        ("(0731)88881234转801", "[(0731)88881234]转801"),
        ("0731－8888 1234-801", "[0731－8888 1234-801]"),
        ("010-12345,01062345678", "010-12345,[01062345678]"),
        ("电话：88881234", "电话：[88881234]"),
        ("0731-88881234、88885678", "[0731-88881234]、[88885678]"),
        ("客服400-123-4567和8001234567", "客服[400-123-4567]和[8001234567]"),
    ]) func `phones are masked whole`(text: String, expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("身份证11010519491231002X。", "身份证[11010519491231002X]。"),
        ("号码11010519491231002x", "号码[11010519491231002x]"),
        ("１１０１０５１９４９１２３１００２Ｘ", "[１１０１０５１９４９１２３１００２Ｘ]"),
        ("110105 19491231 002X", "[110105 19491231 002X]"),
        ("身份证号码：110105194912310021", "身份证号码：[110105194912310021]"),
        ("某数110105194912310021", "某数110105194912310021"),
        ("旧证110105491231002", "旧证[110105491231002]"),
        ("卡6222020000000000008", "卡6222020000000000008"),
        ("卡4111111111111111", "卡[4111111111111111]"),
        ("4111 1111 1111 1111", "[4111 1111 1111 1111]"),
        ("银行卡号6222020000000000008", "银行卡号[6222020000000000008]"),
    ]) func `identity and card numbers are masked by their check or their cue`(
        text: String,
        expected: String
    ) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("车牌湘A12345停", "车牌[湘A12345]停"),
        ("京A·D1234F堵路", "[京A·D1234F]堵路"),
        ("粤Ｂ１２３４５", "[粤Ｂ１２３４５]"),
        ("湘A1234学", "[湘A1234学]"),
        ("沪a 9K888", "[沪a 9K888]"),
        ("邮箱 zhang.san_1@example.com.cn。", "邮箱 [zhang.san_1@example.com.cn]。"),
        ("123456@qq.com", "[123456@qq.com]"),
        ("微信号：abc_12345", "微信号：[abc_12345]"),
        ("加我微信abc123456", "加我微信[abc123456]"),
        ("ＱＱ：12345678", "ＱＱ：[12345678]"),
        ("qq群 123456789", "qq群 [123456789]"),
    ]) func `plates and accounts are masked`(text: String, expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("我叫张三丰，住A市", "我叫[张三丰]，住A市"),
        ("联系人：李四 电话", "联系人：[李四] 电话"),
        ("姓名:欧阳修文", "姓名:[欧阳修文]"),
        ("本人王小明，男", "本人[王小明]，男"),
        ("投诉人：赵六", "投诉人：[赵六]"),
        ("业主张先生反映", "业主[张]先生反映"),
        ("李建国女士", "[李建国]女士"),
        ("邻居王某与李某某", "邻居[王某]与[李某某]"),
        ("联系人张主任", "联系人[张]主任"),
        ("我叫高明电话", "我叫[高明]电话"),
    ]) func `names are masked after their cues`(text: String, expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        ("3栋2单元501室漏水", "3栋2单元[501]室漏水"),
        ("5栋1203的业主", "5栋[1203]的业主"),
        ("A座1806", "A座[1806]"),
        ("2号楼301、302室", "2号楼[301]、[302]室"),
        ("6-1-302", "6-1-[302]"),
        ("2单元B501", "2单元[B501]"),
        ("3栋2单元12号", "3栋2单元[12]号"),
    ]) func `of an address the room is masked`(text: String, expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: [
        "拨打12345和110、120，96123也打了", "2019-01-15 12:30:05", "20190115", "2019年1月15日",
        "共13800万元，1500000元", "工单编号：202001150012345678", "单号13800138000",
        "面积138.00138000平米", "0.013800138000", "3.03112345678", "112.93881234567,28.22",
        "192.168.100.200", "京港澳高速K1234",
        "3栋120户", "5栋2019年交房", "2单元3楼", "1-7栋", "解放路128号", "K8县A3区", "本人高度重视",
        "本人的身份证", "我和先生", "风水先生", "联系人和电话", "姓名、地址", "每周某天", "微信支付", "QQ音乐",
        "一座650吨油罐", "新A3区", "房价12000元", "1000-2000元", "3.5.2019", "GB3096-2008", "某单位",
        "人：民", "向某单位反映",
    ]) func `dates, amounts, public numbers and common words stay`(text: String) {
        #expect(marked(text) == text)
    }

    @Test func `a mark is as long as the character it stands for`() {
        #expect(mask.mask("１３８００138000").text == "＊＊＊＊＊******")
        #expect(mask.mask("京A·12345").text == "＊*×*****")
        #expect(mask.mask("我叫张𠮷").text == "我叫＊🞶")
    }

    @Test func `only the kinds asked for are masked`() {
        let phones = PersonalDataMask(kinds: [.phone])
        #expect(phones.mask("我叫张三，13800138000").text == "我叫张三，***********")
        #expect(PersonalDataMask(kinds: []).mask("13800138000").spans.isEmpty)
    }

    @Test func `each span has its kind`() {
        let text = "我叫张三，电话13800138000，车牌湘A12345，3栋501室，a@b.cn"
        let kinds = mask.mask(text).spans.map(\.kind)
        #expect(kinds == [.name, .phone, .plate, .addressDetail, .email])
    }
}
