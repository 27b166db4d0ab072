import Foundation

/// Writes data to the standard output and sentences to the standard error.
enum Console {
    static func output(_ text: String) {
        output(Array(text.utf8))
    }

    /// Ends the process with the contract's exit code if the output cannot be written, as on a full
    /// disk; nothing is left to do then, since commands print after they have stored.
    static func output(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            message("结果写不进标准输出（\(String(cString: strerror(errno)))）：请检查磁盘空间后重新运行。")
            exit(Failure.Code.runtime.rawValue)
        }
    }

    static func message(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }

    static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Columns of the terminal.
    static var width: Int {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 100
    }

    /// Shows progress: one changing line on a terminal, a plain line in a pipe.
    static func progress(_ sentence: String) {
        guard isTerminal(STDERR_FILENO) else { return message(sentence) }
        FileHandle.standardError.write(Data((clearedLine + sentence).utf8))
    }

    /// Takes the changing line away, so that what follows stands on a line of its own.
    static func endProgress() {
        guard isTerminal(STDERR_FILENO) else { return }
        FileHandle.standardError.write(Data(clearedLine.utf8))
    }

    private static let clearedLine = "\r\u{1B}[K"
}
