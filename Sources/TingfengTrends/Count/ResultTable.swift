/// Writes findings and forecasts as CSV.
public enum ResultTable {
    /// The table `series_id,date,count,expected,upper,score,p,alarm`; `score` and `p` are those of
    /// a rise, `alarm` is 1 for a rise, -1 for a drop, else 0.
    public static func csv(_ series: [SeriesDetections]) -> String {
        var text = "series_id,date,count,expected,upper,score,p,alarm\n"
        for one in series {
            let name = quoted(one.key.name)
            for detection in one.detections { append(detection, name: name, to: &text) }
        }
        return text
    }

    /// The table `series_id,date,mean,lo80,hi80,lo95,hi95`.
    public static func csv(_ series: [SeriesForecast]) -> String {
        var text = "series_id,date,mean,lo80,hi80,lo95,hi95\n"
        for one in series {
            let name = quoted(one.key.name)
            for point in one.points {
                text += "\(name),\(point.bin),\(rounded(point.mean, 1000))"
                text += ",\(point.band80.lowerBound),\(point.band80.upperBound)"
                text += ",\(point.band95.lowerBound),\(point.band95.upperBound)\n"
            }
        }
        return text
    }

    private static func append(_ detection: Detection, name: String, to text: inout String) {
        let alarm =
            switch detection.alarm {
            case .rise: 1
            case .drop: -1
            case nil: 0
            }
        text += "\(name),\(detection.bin),\(detection.count)"
        text += ",\(rounded(detection.expected, 1000)),\(detection.upper)"
        text += ",\(rounded(detection.score, 10_000)),\(significant(detection.p)),\(alarm)\n"
    }

    private static func rounded(_ value: Double, _ steps: Double) -> Double {
        let rounded = (value * steps).rounded() / steps
        return rounded == 0 ? 0 : rounded
    }

    /// Four significant digits.
    private static func significant(_ value: Double) -> Double {
        var steps = 1000.0
        while value * steps < 1000, steps < 1e300 { steps *= 10 }
        return rounded(value, steps)
    }

    private static func quoted(_ name: String) -> String {
        let isPlain = !name.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
        if isPlain, name.utf8.first != UInt8(ascii: "#") { return name }
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
