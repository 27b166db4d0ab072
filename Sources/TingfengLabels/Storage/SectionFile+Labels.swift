import Glibc
import TingfengText

extension SectionFile {
    /// Opens a model or table file of this module.
    static func open(_ path: String, magic: String) throws(LabelsError) -> SectionFile {
        do throws(TextError) {
            return try SectionFile(contentsOf: path, magic: magic)
        } catch {
            throw LabelsError(error, path: path)
        }
    }

    /// Uses bytes made by ``SectionFileWriter``.
    static func open(copying bytes: [UInt8], magic: String) throws(LabelsError) -> SectionFile {
        do throws(TextError) {
            return try SectionFile(copying: bytes, magic: magic)
        } catch {
            throw LabelsError(error, path: "（内存）")
        }
    }
}

extension LabelsError {
    /// The error of this module for what reading a section file can throw.
    fileprivate init(_ error: TextError, path: String) {
        switch error {
        case .damagedFile(let path, let reason): self = .damagedFile(path: path, reason: reason)
        default: self = .unreadableFile(path: path, code: errno)
        }
    }
}
