extension Message {
    /// HMAC over all canonical fields, 64 hexadecimal digits: equal for equal content, and of no
    /// use to anybody who would guess texts without the key.
    ///
    /// Each value goes in with its length, so that no two messages run together to the same bytes.
    public func contentHMAC(_ key: HashKey) -> String {
        var bytes = CanonicalBytes(capacity: title.utf8.count + body.utf8.count + 512)
        bytes.add(id, source, title, body, kind?.rawValue, categoryCode, region, address, unit)
        bytes.add(reply, channel, callerHash, urgency, lifecycle.status)
        bytes.add(list: category)
        bytes.add(list: coUnits)
        bytes.add(createdAt, arrivedAt, lifecycle.dispatchedAt, lifecycle.dueAt)
        bytes.add(lifecycle.acceptedAt, lifecycle.repliedAt, lifecycle.closedAt)
        bytes.add(lifecycle.isResponded, lifecycle.isResolved, lifecycle.isSatisfied)
        bytes.add(isConfidential, isRepeat)
        bytes.add(Int64(up), Int64(down))
        for (name, value) in extra.sorted(by: { $0.key < $1.key }) { bytes.add(name, value) }
        return Digest.hex(key.hmac(bytes.bytes))
    }
}

private struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func add(_ texts: String?...) {
        for text in texts {
            guard let text else {
                bytes.append(contentsOf: "-;".utf8)
                continue
            }
            bytes.append(contentsOf: "\(text.utf8.count):".utf8)
            bytes.append(contentsOf: text.utf8)
        }
    }

    mutating func add(list: [String]) {
        bytes.append(contentsOf: "\(list.count)#".utf8)
        for text in list { add(text) }
    }

    mutating func add(_ numbers: Int64?...) {
        for number in numbers { add(number.map(String.init)) }
    }

    mutating func add(_ flags: Bool?...) {
        for flag in flags { add(flag.map { $0 ? "1" : "0" }) }
    }
}
