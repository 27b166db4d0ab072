/// An invented personal datum as it stands in the file, so that a test can look for it.
struct PlantedDatum: Hashable {
    enum Kind: String, CaseIterable {
        case phone, landline, idcard, bankcard, plate, email, wechat, qq, name, door, caller
    }

    let kind: Kind
    let value: String

    /// Makes a datum that passes the checks of its kind but belongs to nobody.
    ///
    /// Phones use prefixes without an operator, ID numbers and area codes of a place that does not
    /// exist, plates of a letter never given out, mail domains reserved by RFC 2606.
    static func draw(
        _ kind: Kind,
        on date: CivilDate,
        _ random: inout SplitMix64
    ) -> PlantedDatum {
        let value =
            switch kind {
            case .phone: spaced(phone(&random), &random)
            case .caller: phone(&random)
            case .landline: "0399-\(random.number(in: 2...8))\(digits(6, &random))"
            case .idcard: idNumber(&random)
            case .bankcard: bankCard(&random)
            case .plate: plate(&random)
            case .email: "\(nickname(&random))@\(random.pick(mailDomains))"
            case .wechat: "\(random.pick(["wx_", "yx-", ""]))\(nickname(&random))"
            case .qq: "9\(digits(9, &random))"
            case .name: NameParts.draw(&random)
            case .door: door(&random)
            }
        return PlantedDatum(kind: kind, value: value)
    }

    private static let mailDomains = [
        "example.com", "example.net", "example.org", "mail.example.com",
    ]

    private static func digits(_ count: Int, _ random: inout SplitMix64) -> String {
        (0..<count).reduce("") { text, _ in text + String(random.below(10)) }
    }

    private static func phone(_ random: inout SplitMix64) -> String {
        random.pick(["142", "154", "161", "163", "164", "168", "169"]) + digits(8, &random)
    }

    private static func spaced(_ phone: String, _ random: inout SplitMix64) -> String {
        let separator = random.pick(["", "", "", "", "", "", "-", " "])
        return phone.prefix(3) + separator + phone.dropFirst(3).prefix(4) + separator
            + phone.suffix(4)
    }

    /// GB 11643-1999: 17 digits and a check character (ISO 7064 MOD 11-2).
    private static func idNumber(_ random: inout SplitMix64) -> String {
        let year = random.number(in: 1948...2006)
        let birthday =
            "\(year)\(padded(random.number(in: 1...12)))\(padded(random.number(in: 1...28)))"
        let body =
            "41980\(random.number(in: 1...6))\(birthday)\(padded(random.below(1_000), width: 3))"
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return body + ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    }

    /// 16 or 19 digits, the last by Luhn's rule (ISO/IEC 7812-1).
    private static func bankCard(_ random: inout SplitMix64) -> String {
        let body = "629998" + digits(random.pick([9, 12, 12]), &random)
        let sum = body.reversed().enumerated().reduce(0) { sum, digit in
            let value = digit.element.wholeNumberValue ?? 0
            let doubled = digit.offset.isMultiple(of: 2) ? value * 2 : value
            return sum + doubled / 10 + doubled % 10
        }
        return body + String((10 - sum % 10) % 10)
    }

    private static func plate(_ random: inout SplitMix64) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
        if random.chance(0.3) { return "豫X\(random.pick(["D", "F"]))\(digits(5, &random))" }
        let separator = random.pick(["", "", "·"])
        return "豫X\(separator)\(random.pick(letters))\(digits(3, &random))\(random.pick(letters))"
    }

    private static func nickname(_ random: inout SplitMix64) -> String {
        let words = [
            "yunxiu", "lanjiang", "xiaoma", "laowang", "lily", "dapeng", "qingfeng", "nana",
        ]
        return random.pick(words) + digits(random.number(in: 3...5), &random)
    }

    private static func door(_ random: inout SplitMix64) -> String {
        let building = "\(random.number(in: 1...28))\(random.pick(["栋", "号楼", "幢"]))"
        let room = "\(random.number(in: 1...26))\(padded(random.number(in: 1...4)))"
        return "\(building)\(random.number(in: 1...4))单元\(room)\(random.pick(["室", "室", ""]))"
    }
}
