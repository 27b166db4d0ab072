/// Comparison of column headers: case, width, blanks and byte order marks do not count.
enum HeaderName {
    static func fold(_ header: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in header.unicodeScalars where !isIgnored(scalar) {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default:
                folded.append(scalar)
            }
        }
        return String(folded).lowercased()
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}"
            || (0x200B...0x200D).contains(scalar.value)
    }

    /// Words of headers whose cells name or number a person: such a cell never reaches the
    /// quarantine, whether or not the map uses its column.
    private static let personalWords = [
        "姓名", "联系人", "来电人", "诉求人", "投诉人", "举报人", "申请人", "留言人", "当事人", "电话", "手机",
        "号码", "身份证", "证件", "微信", "qq", "邮箱", "phone", "mobile", "email", "first_name",
        "last_name", "username", "nickname", "昵称", "用户",
    ]

    static func isPersonal(_ header: String) -> Bool {
        let folded = fold(header)
        return personalWords.contains { folded.contains($0) }
    }
}
