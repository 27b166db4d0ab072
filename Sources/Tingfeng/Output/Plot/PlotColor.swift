/// Colours that people with any colour vision tell apart, with greys.
///
/// After Okabe and Ito, "Color Universal Design" (2008); meaning never rests on colour alone.
enum PlotColor {
    static let observedBar = "#56B4E9"
    static let observedLine = "#0072B2"
    static let alarm = "#D55E00"
    static let forecast = "#E69F00"
    static let forecastGround = "#FFF8E8"
    static let expected = "#222222"
    static let band = "#999999"
    static let grid = "#E4E4E4"
    static let axis = "#666666"
}
