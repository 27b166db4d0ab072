import Foundation
import Testing

@testable import Tingfeng

@Suite struct HashKeyTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/key-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder + "/hash.key")
    }

    @Test func `HMAC-SHA256 agrees with RFC 4231, case 2 with a padded key`() throws {
        // The key "Jefe" padded with zeros to 16 bytes is the same HMAC key.
        let key = try #require(HashKey(bytes: Array("Jefe".utf8) + Array(repeating: 0, count: 12)))
        #expect(
            key.hmacHex("what do ya want for nothing?")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        )
    }

    @Test func `SHA-256 agrees with FIPS 180`() {
        #expect(
            Digest.hex(Digest.sha256(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test func `a created key is read back and is the owner's alone`() throws {
        try inFolder { path in
            let key = try HashKey.create(at: path)
            #expect(try HashKey(contentsOf: path) == key)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            #expect(throws: HashKeyError.unwritable(path: path, errno: EEXIST)) {
                _ = try HashKey.create(at: path)
            }
        }
    }

    @Test func `a key that others can read is refused`() throws {
        try inFolder { path in
            _ = try HashKey.create(at: path)
            chmod(path, 0o644)
            #expect(throws: HashKeyError.readableByOthers(path: path)) {
                _ = try HashKey(contentsOf: path)
            }
        }
    }

    @Test func `a file that is no key is refused`() throws {
        try inFolder { path in
            try Data("secret".utf8).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            #expect(throws: HashKeyError.malformed(path: path)) {
                _ = try HashKey(contentsOf: path)
            }
        }
    }

    @Test func `two random keys differ`() throws {
        #expect(try HashKey.random() != HashKey.random())
    }
}
